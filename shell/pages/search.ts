import { definePage } from '@jogakbo/compose';
import { frameSlots, toLayout } from './frame.ts';

export const search = definePage({
  query: ['q', 'department', 'sort', 'page'],
  layout: toLayout('<slot name="results"></slot>'),
  head: { fragment: 'search/head', fallback: () => '<title>조각보</title>' },
  slots: {
    ...frameSlots,
    results: { fragment: 'search/results', primary: true, id: 'content' },
  },
});
