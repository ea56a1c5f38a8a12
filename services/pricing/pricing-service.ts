import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import type { RedisSettings } from '@jogakbo/edge/redis';

export type PricingService = { name: 'pricing-service'; bindings: RedisSettings & OperatorSettings };
