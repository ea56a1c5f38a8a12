import type { RedisSettings } from '@jogakbo/edge/redis';

export type CartService = { name: 'cart-service'; bindings: RedisSettings };
