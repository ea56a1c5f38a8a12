import { definePage } from '@jogakbo/compose/page';
import { toHead } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

export const home = definePage({
  layout: toLayout(`
<slot name="shortcuts"></slot>
<slot name="shelf-popular"></slot>
<slot name="shelf-deals"></slot>
<slot name="shelf-new"></slot>`),
  head: {
    markup: toHead(
      { ko: '조각보 — 조각조각 모아 만든 쇼핑', en: 'Jogakbo — shopping, stitched together' },
      { ko: '로켓처럼 빠르고 조각보처럼 촘촘한 쇼핑.', en: 'A shop made of pieces, fast as one.' },
    ),
  },
  slots: {
    ...frameSlots,
    shortcuts: { fragment: 'category/shortcuts', id: 'content' },
    'shelf-popular': { fragment: 'product/shelf', params: { shelf: 'popular' } },
    'shelf-deals': { fragment: 'product/shelf', params: { shelf: 'deals' } },
    'shelf-new': { fragment: 'product/shelf', params: { shelf: 'new' } },
  },
});
