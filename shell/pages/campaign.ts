import { definePage } from '@jogakbo/compose';
import { frameSlots, toLayout } from './frame.ts';

export const campaign = definePage({
  query: ['page'],
  layout: toLayout('<slot name="campaign"></slot>'),
  head: { fragment: 'menu/head', primary: true },
  slots: { ...frameSlots, campaign: { fragment: 'menu/campaign', primary: true, id: 'content' } },
});
