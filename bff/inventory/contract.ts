import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import { StockLevel } from '@jogakbo/inventory-service/contract';
import * as v from 'valibot';

export { StockLevel } from '@jogakbo/inventory-service/contract';

/** How plenty an item is. How many are left is told only where they are few. */
export const StockView = v.object({
  productId: ProductId,
  itemId: ItemId,
  level: StockLevel,
  left: v.nullable(v.number()),
});
export type StockView = v.InferOutput<typeof StockView>;

/** A product, and one of its items; the first where none is named. */
export const StockQuery = v.object({ product: ProductId, item: v.optional(ItemId) });

export const paths = {
  stock: (product: string, item?: string) => withQuery('/stock', { product, item }),
};
