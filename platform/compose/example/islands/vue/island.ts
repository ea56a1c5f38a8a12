import { Counter } from './counter.ts';

/** Takes over the HTML that `serve.ts` has rendered with the same component. It may take its time: a held click waits for it. */
export async function hydrate(element: HTMLElement, props: { count: number }): Promise<void> {
  const { createSSRApp } = await import('vue');
  await new Promise(requestAnimationFrame);
  createSSRApp(Counter, props).mount(element);
}
