import { createSSRApp } from 'vue';
import { Counter } from './counter.ts';

/** Takes over the HTML that `serve.ts` has rendered with the same component. */
export function hydrate(element: HTMLElement, props: { count: number }): void {
  createSSRApp(Counter, props).mount(element);
}
