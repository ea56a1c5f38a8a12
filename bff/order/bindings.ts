import type { Binding } from '@jogakbo/edge/call';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import type { Context } from 'hono';

export type Bindings = Record<
  'ORDER' | 'CART' | 'PRODUCT' | 'PRICING' | 'MEMBER' | 'INVENTORY' | 'PAYMENT',
  Binding
>;
export type Env = EdgeEnv<Bindings>;
export type OrderContext = Context<Env>;
