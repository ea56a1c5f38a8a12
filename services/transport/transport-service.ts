import type { OperatorSettings } from '@jogakbo/edge/guard-operator';

export type TransportService = { name: 'transport-service'; bindings: OperatorSettings };
