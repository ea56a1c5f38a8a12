import { type Component, createComponent, sharedConfig } from 'solid-js';
import { hydrate } from 'solid-js/web';
import type { Island } from './host.ts';

/**
 * Creates the island of a fragment that `renderIsland` has rendered with the same component. It takes over the server's nodes.
 *
 * @example
 * // frontends/cart/islands/add-to-cart.ts
 * export const { hydrate } = createIsland(AddToCart);
 */
export function createIsland<Props extends object>(View: Component<Props>): Island {
  return {
    hydrate(element, props, renderId) {
      prepareSolid();
      hydrate(() => createComponent(View, props as Props), element, { renderId });
    },
  };
}

type Hydration = {
  done?: boolean;
  r: Record<string, unknown>;
  completed: WeakSet<object>;
  events?: undefined;
};

/**
 * Solid 1.9 regards the first handled event as the end of all hydration. It would then render later islands again and lose text that
 * was typed in them. So this keeps hydration open. Solid's queue of early events is not used, because the loader has its own.
 */
function prepareSolid(): void {
  const page = globalThis as { _$HY?: Hydration };
  if (page._$HY) return;
  const never: PropertyDescriptor = { get: () => false, set: () => {}, configurable: true };
  page._$HY = Object.defineProperty({ r: {}, completed: new WeakSet() } as Hydration, 'done', never);
  Object.defineProperty(sharedConfig, 'done', never);
}
