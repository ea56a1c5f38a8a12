import type { DurableObjectNamespace } from '@cloudflare/workers-types';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import type { StockItem } from './stock-item.ts';

export type InventoryService = {
  name: 'inventory-service';
  bindings: OperatorSettings & { STOCK_ITEM: DurableObjectNamespace<StockItem> };
};
