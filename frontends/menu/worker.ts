import build from 'jogakbo:build';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { Origin } from '@jogakbo/contracts/origin';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { CampaignView, HeadView, LinkId, Page, paths, StripView } from '@jogakbo/menu-bff/contract';
import { toItemList } from '@jogakbo/ui/item-list';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Campaign } from './campaign.tsx';
import { Head } from './head.tsx';
import { Strip } from './strip.tsx';
import { toHref } from './to-href.ts';

/** Cards are up to 330 s old, so a promise may have passed its cut-off. While no list can be read, they are up to a day old. */
const listSharing = { maxAge: 30, staleWhileRevalidate: 300, staleIfError: 86_400 };

/** A list with a gap is fetched again after a second and shown until then. */
const incomplete = { maxAge: 1 };

const strip = defineFragment({
  params: v.object({}),
  sharing: { maxAge: 300, staleWhileRevalidate: 3_600, staleIfError: 86_400 },
  async render(c) {
    const view = await call(c, c.env.BFF, paths.strip, StripView);
    if (!view.ok) return toFailureAnswer(view);
    if (view.value.links.length === 0) return null;
    return renderStatic(() => Strip({ language: c.var.language, ...view.value }));
  },
});

const head = defineFragment({
  params: v.object({ campaign: LinkId, page: Page }),
  sharing: listSharing,
  async render(c, { campaign, page }) {
    const view = await call(c, c.env.BFF, paths.head(campaign, page), HeadView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => Head({ language: c.var.language, view: view.value }));
    return { html, place: toHref(campaign, view.value.page) };
  },
});

const campaign = defineFragment({
  params: v.object({ campaign: LinkId, page: Page, origin: Origin }),
  sharing: listSharing,
  async render(c, { campaign, page, origin }) {
    const view = await call(c, c.env.BFF, paths.campaign(campaign, page), CampaignView);
    if (!view.ok) return toFailureAnswer(view);
    const html =
      renderStatic(() => Campaign({ language: c.var.language, campaign: view.value })) +
      toItemList(view.value.cards, origin);
    const tags = cacheTags.cards(view.value.cards.map(({ productId }) => productId));
    return { html, tags, sharing: view.value.complete ? {} : incomplete };
  },
});

export default createFrontend({ slice: 'menu', build, fragments: { strip, head, campaign } });
