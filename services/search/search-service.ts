import type { D1Database, Queue } from '@cloudflare/workers-types';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import type { SourceBindings } from './sources.ts';

export type SearchService = {
  name: 'search-service';
  bindings: SourceBindings & OperatorSettings & { DB: D1Database; REBUILD: Queue; IDENTITY_KEY: string };
};
