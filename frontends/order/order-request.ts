import type { EdgeEnv } from '@jogakbo/edge/create-app';
import type { FrontendBindings } from '@jogakbo/edge/fragment';
import type { Context } from 'hono';

export type OrderRequest = Context<EdgeEnv<FrontendBindings>>;
