import type { EdgeEnv } from '@jogakbo/edge/create-app';
import type { OutboxBindings } from '@jogakbo/edge/outbox';
import type { Context } from 'hono';
import type { AuthorBindings } from './read-author.ts';

export type Bindings = OutboxBindings & AuthorBindings;
export type ReviewContext = Context<EdgeEnv<Bindings>>;
