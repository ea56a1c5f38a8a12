import build from 'jogakbo:build';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { CampaignView, HeadView, LinkId, Page, paths, StripView } from '@jogakbo/menu-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Campaign } from './campaign.tsx';
import { Head } from './head.tsx';
import { Strip } from './strip.tsx';

/** The variables of wrangler.toml. */
type Variables = { ORIGIN: string };

const listSharing = { maxAge: 30, staleWhileRevalidate: 300, staleIfError: 86_400 };

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
    const { ORIGIN: origin } = c.env as typeof c.env & Variables;
    return renderStatic(() => Head({ language: c.var.language, origin, view: view.value }));
  },
});

const campaign = defineFragment({
  params: v.object({ campaign: LinkId, page: Page }),
  sharing: listSharing,
  async render(c, { campaign, page }) {
    const view = await call(c, c.env.BFF, paths.campaign(campaign, page), CampaignView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => Campaign({ language: c.var.language, campaign: view.value }));
    return view.value.complete ? html : { html, sharing: { maxAge: 1 } };
  },
});

export default createFrontend({ slice: 'menu', build, fragments: { strip, head, campaign } });
