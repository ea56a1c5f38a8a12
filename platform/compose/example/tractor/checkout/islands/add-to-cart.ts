import { createElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { AddToCart, type AddToCartProps } from '../add-to-cart.ts';

/** Takes over the form that the server has rendered. */
export function hydrate(element: HTMLElement, props: AddToCartProps): void {
  hydrateRoot(element, createElement(AddToCart, props));
}
