import { hydrate as hydrateSvelte } from 'svelte';
import Counter from './counter.svelte';

/** Takes over the HTML that `serve.ts` has rendered with the same component. */
export function hydrate(target: HTMLElement, props: { count: number }): void {
  hydrateSvelte(Counter, { target, props });
}
