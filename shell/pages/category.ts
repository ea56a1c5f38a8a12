import { definePage } from '@jogakbo/compose';
import { frameSlots, toLayout } from './frame.ts';

export const category = definePage({
  query: ['sort', 'page', 'near'],
  layout: toLayout('<slot name="breadcrumb"></slot><slot name="list"></slot>'),
  head: { fragment: 'category/head', primary: true },
  slots: {
    ...frameSlots,
    breadcrumb: { fragment: 'category/breadcrumb', params: { product: '' } },
    list: { fragment: 'category/list', primary: true, id: 'content' },
  },
});
