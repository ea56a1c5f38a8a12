import { createElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Counter } from './counter.ts';

/** Takes over the HTML that `serve.ts` has rendered with the same component. */
export function hydrate(element: HTMLElement, props: { count: number }): void {
  hydrateRoot(element, createElement(Counter, props));
}
