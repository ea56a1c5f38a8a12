import { paths as auditPaths } from '@jogakbo/audit-service/contract';
import { paths as categoryPaths } from '@jogakbo/category-service/contract';
import { toPath } from '@jogakbo/contracts/path';
import { paths as eventsPaths } from '@jogakbo/events-service/contract';
import { paths as inventoryPaths } from '@jogakbo/inventory-service/contract';
import { paths as memberPaths } from '@jogakbo/member-service/contract';
import { paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import { paths as productPaths } from '@jogakbo/product-service/contract';
import { paths as reviewPaths } from '@jogakbo/review-service/contract';

/** The same paths as in the services that own the data. */
export const paths = {
  letters: eventsPaths.letters,
  letter: eventsPaths.letter,
  replay: eventsPaths.replay,
  replayAll: eventsPaths.replayAll,
  entries: auditPaths.entries,
  verification: auditPaths.verification,
  signatures: auditPaths.signatures,
  pruning: auditPaths.pruning,
  expired: eventsPaths.expired,
  product: productPaths.product,
  price: pricingPaths.price,
  categories: categoryPaths.tree,
  products: productPaths.imports,
  prices: pricingPaths.imports,
  stocks: inventoryPaths.imports,
  reviews: reviewPaths.imports,
  /** For the slices member, product, pricing, inventory, order and review. */
  moves: (slice: string) => toPath`/moves/${slice}`,
  apiClients: memberPaths.apiClients,
  apiClient: memberPaths.apiClient,
  apiClientWebhook: memberPaths.apiClientWebhook,
};
