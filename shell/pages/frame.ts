import type { Slot } from '@jogakbo/compose/page';
import { footer, logo, skipLink } from '../markup.ts';

/** The layout of every page: header and footer around `main`. Prose stands in the slots, never here. */
export function toLayout(main: string): string {
  return `
<slot name="skip"></slot>
<header>
  <div class="top">
    <slot name="logo"></slot>
    <slot name="categories"></slot>
    <slot name="search"></slot>
    <slot name="cart"></slot>
  </div>
</header>
<main>${main}</main>
<footer><slot name="footer"></slot></footer>`.replace(/>\s+</g, '><');
}

/** What fills the header's and the footer's slots on every page. */
export const frameSlots = {
  skip: { markup: skipLink },
  logo: { markup: logo },
  categories: { fragment: 'category/menu' },
  search: { fragment: 'search/box', fallback: () => plainSearch },
  cart: { fragment: 'cart/mini-cart', fallback: () => '<a class="shell-plain-cart" href="/cart">🛒</a>' },
  footer: { markup: footer },
} satisfies Record<string, Slot>;

const plainSearch =
  '<form action="/search" role="search"><input type="search" name="q" aria-label="Search" maxlength="100"></form>';
