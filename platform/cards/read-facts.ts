import { type Binding, type Caller, type CallOptions, call, type Result } from '@jogakbo/edge/call';
import { readHints } from '@jogakbo/edge/read-hints';
import { ProductBatch, ProductHints, paths as productPaths } from '@jogakbo/product-service/contract';

/**
 * Reads what other slices show of a product: its first item, its category and its badges. On a product page they come with the request as
 * hints. Otherwise it asks the product service, always at the same address.
 *
 * @param options such as the time after which the caller goes on without them
 * @returns `not-found` if there is no such product
 */
export async function readFacts(
  c: Caller,
  product: Binding,
  id: string,
  options: Pick<CallOptions, 'within'> = {},
): Promise<Result<ProductHints>> {
  const hints = readHints(c, ProductHints);
  if (hints?.id === id) return { ok: true, value: hints };
  const batch = await call(c, product, productPaths.batch([id]), ProductBatch, options);
  if (!batch.ok) return batch;
  const [found] = batch.value.products;
  return found ? { ok: true, value: found } : { ok: false, reason: 'not-found', status: 404 };
}
