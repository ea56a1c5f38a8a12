import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import { StockLevel } from '@jogakbo/inventory-service/contract';
import * as v from 'valibot';

export { StockLevel } from '@jogakbo/inventory-service/contract';

/** The stock of an item. The number of pieces is set only if the stock is low. */
export const StockView = v.object({
  productId: ProductId,
  itemId: ItemId,
  level: StockLevel,
  left: v.nullable(v.number()),
});
export type StockView = v.InferOutput<typeof StockView>;

/** A product and one of its items. Without an item it is the product's first one. */
export const StockQuery = v.object({ product: ProductId, item: v.optional(ItemId) });

export const paths = {
  stock: (product: string, item?: string) => withQuery('/stock', { product, item }),
};
