import type { Slot } from '@jogakbo/compose';
import { footer } from '../footer.ts';
import { logo, plainCart, plainLinks, skipLink } from '../markup.ts';
import { previewBar } from '../releases/preview-bar.ts';

/** Builds the layout of a page: header and footer around `main`. All texts are in the slots, never in the layout. */
export function toLayout(main: string): string {
  return `
<slot name="skip"></slot>
<header>
  <div class="links"><slot name="links"></slot></div>
  <div class="top">
    <slot name="logo"></slot>
    <slot name="categories"></slot>
    <slot name="search"></slot>
    <slot name="my"></slot>
    <slot name="cart"></slot>
  </div>
  <div class="strip"><slot name="strip"></slot></div>
</header>
<main>${main}</main>
<footer><slot name="footer"></slot></footer>`.replace(/>\s+</g, '><');
}

/** The slots of the header and the footer, which every page has. */
export const frameSlots = {
  skip: { markup: (view) => skipLink(view) + previewBar(view) },
  links: { fragment: 'member/links', personal: true, fallback: plainLinks },
  logo: { markup: logo },
  categories: { fragment: 'category/menu' },
  search: { fragment: 'search/box', fallback: () => plainSearch },
  my: { fragment: 'member/my' },
  cart: { fragment: 'cart/mini-cart', personal: true, params: { key: 'none' }, fallback: plainCart },
  strip: { fragment: 'menu/strip' },
  footer: { markup: footer },
} satisfies Record<string, Slot>;

const plainSearch =
  '<form action="/search" role="search"><input type="search" name="q" aria-label="Search" maxlength="100"></form>';
