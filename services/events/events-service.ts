import type { D1Database } from '@cloudflare/workers-types';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import type { QueueBindings } from './queues.ts';

export type EventsService = {
  name: 'events-service';
  bindings: { DB: D1Database } & QueueBindings & OperatorSettings;
};
