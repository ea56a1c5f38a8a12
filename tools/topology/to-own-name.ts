import { ownMark } from '@jogakbo/edge/join-tiers';
import { tiersOf, type Worker } from '../workers.ts';

/** Returns how the names of a tier's own variables and bindings begin in the env of a joined worker, such as `CART_BFF__`. */
export function toPrefix(tier: Pick<Worker, 'name'>): string {
  return `${tier.name.toUpperCase().replaceAll('-', '_')}${ownMark}`;
}

/** Returns the name that a tier's own variable or binding has in the env of its worker. */
export function toOwnName(worker: Worker, tier: Pick<Worker, 'name'>, name: string): string {
  return tiersOf(worker).length > 1 ? toPrefix(tier) + name : name;
}
