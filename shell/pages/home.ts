import { definePage, type View } from '@jogakbo/compose';
import { toStructuredData } from '@jogakbo/ui/item-list';
import { toHead } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

const toTitle = toHead(
  { ko: '조각보 — 조각조각 모아 만든 쇼핑', en: 'Jogakbo — shopping, stitched together' },
  { ko: '로켓처럼 빠르고 조각보처럼 촘촘한 쇼핑.', en: 'A shop made of pieces, fast as one.' },
);

export const home = definePage({
  layout: toLayout(`
<slot name="shortcuts"></slot>
<slot name="shelf-popular"></slot>
<slot name="shelf-deals"></slot>
<slot name="shelf-new"></slot>`),
  head: {
    markup: (view) => toTitle(view) + toShopData(view),
  },
  slots: {
    ...frameSlots,
    shortcuts: { fragment: 'category/shortcuts', id: 'content' },
    'shelf-popular': { fragment: 'product/shelf', params: { shelf: 'popular' } },
    'shelf-deals': { fragment: 'product/shelf', params: { shelf: 'deals' } },
    'shelf-new': { fragment: 'product/shelf', params: { shelf: 'new' } },
  },
});

/** Structured data about the shop, and how to search it. https://schema.org/WebSite, https://schema.org/Organization */
function toShopData({ language, params }: View): string {
  const origin = params.origin ?? '';
  const name = language === 'ko' ? '조각보' : 'Jogakbo';
  const organization = { '@type': 'Organization', name, url: `${origin}/`, logo: `${origin}/icons/512.png` };
  const target = { '@type': 'EntryPoint', urlTemplate: `${origin}/search?q={search_term_string}` };
  return toStructuredData({
    '@type': 'WebSite',
    ...{ name, url: `${origin}/`, inLanguage: language, publisher: organization },
    potentialAction: { '@type': 'SearchAction', target, 'query-input': 'required name=search_term_string' },
  });
}
