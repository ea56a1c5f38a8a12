import { paths as auditPaths } from '@jogakbo/audit-service/contract';
import { paths as eventPaths } from '@jogakbo/events-service/contract';
import { paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { paths as productPaths } from '@jogakbo/product-service/contract';

/** The same paths as in the services that own the data. */
export const paths = {
  letters: eventPaths.letters,
  letter: eventPaths.letter,
  replay: eventPaths.replay,
  replayAll: eventPaths.replayAll,
  entries: auditPaths.entries,
  verification: auditPaths.verification,
  signatures: auditPaths.signatures,
  pruning: auditPaths.pruning,
  expired: eventPaths.expired,
  product: productPaths.product,
  price: pricePaths.price,
};
