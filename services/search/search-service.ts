import type { D1Database } from '@cloudflare/workers-types';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import type { SourceBindings } from './sources.ts';

export type SearchService = {
  name: 'search-service';
  bindings: SourceBindings & OperatorSettings & { DB: D1Database; IDENTITY_KEY: string };
};
