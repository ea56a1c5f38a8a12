import { type CardOwners, readCards } from '@jogakbo/cards/read-cards';
import { type SitemapPart, SitemapQuery } from '@jogakbo/contracts/sitemap';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { type Binding, call } from '@jogakbo/edge/call';
import { createApp } from '@jogakbo/edge/create-app';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import { guardOperatorApi } from '@jogakbo/edge/guard-operator-api';
import { answerUnavailable, passFailure } from '@jogakbo/edge/pass-failure';
import { passToOwner } from '@jogakbo/edge/pass-to-owner';
import { validate } from '@jogakbo/edge/validate';
import { Campaign, LinkList, paths as menuPaths, OpenLinks } from '@jogakbo/menu-service/contract';
import {
  type CampaignView,
  type HeadView,
  OfCampaign,
  PageQuery,
  StripQuery,
  type StripView,
} from './contract.ts';
import { publicRoutes } from './public-routes.ts';
import { readListing } from './read-listing.ts';

type Bindings = CardOwners & { MENU: Binding; SEARCH: Binding } & OperatorSettings;

const app = createApp<Bindings>('menu-bff');

app.get('/links', validate('query', StripQuery), async (c) => {
  const open = await call(c, c.env.MENU, menuPaths.links, OpenLinks);
  if (!open.ok) return passFailure(c, open);
  const links = open.value.links.map((link) => ({ ...link, name: link.name[c.var.language] }));
  return c.json({ links } satisfies StripView);
});

/** The campaigns that are open now. Other links lead to pages of other slices. */
app.get('/sitemap', validate('query', SitemapQuery), async (c) => {
  const open = await call(c, c.env.MENU, menuPaths.links, OpenLinks);
  if (!open.ok) return passFailure(c, open);
  const campaigns = open.value.links.map(({ path }) => path).filter((path) => path.startsWith('/campaigns/'));
  return c.json({ parts: 1, paths: c.req.valid('query').part === 1 ? campaigns : [] } satisfies SitemapPart);
});

app.get(
  '/campaigns/:campaign/head',
  validate('param', OfCampaign),
  validate('query', PageQuery),
  async (c) => {
    const campaign = await call(c, c.env.MENU, menuPaths.campaign(c.req.valid('param').campaign), Campaign);
    if (!campaign.ok) return passFailure(c, campaign);
    const { id, title, text, selection } = campaign.value;
    const listing = await readListing(c, c.env.SEARCH, selection, c.req.valid('query').page);
    if (!listing.ok) return answerUnavailable(c, listing);
    const { page, pages } = listing.value;
    const { language } = c.var;
    return c.json({ id, title: title[language], text: text[language], page, pages } satisfies HeadView);
  },
);

app.get('/campaigns/:campaign', validate('param', OfCampaign), validate('query', PageQuery), async (c) => {
  const campaign = await call(c, c.env.MENU, menuPaths.campaign(c.req.valid('param').campaign), Campaign);
  if (!campaign.ok) return passFailure(c, campaign);
  const { id, title, text, notes, heading, selection } = campaign.value;
  const listing = await readListing(c, c.env.SEARCH, selection, c.req.valid('query').page);
  if (!listing.ok) return answerUnavailable(c, listing);
  const { ids, page, pages } = listing.value;
  const cards = await readCards(c, { owners: c.env, list: ids });
  if (!cards.ok) return answerUnavailable(c, cards);
  const { language } = c.var;
  return c.json({
    id,
    title: title[language],
    text: text[language],
    page,
    pages,
    notes: notes.map((note) => ({ title: note.title[language], text: note.text[language] })),
    heading: heading?.[language] ?? null,
    ...cards.value,
  } satisfies CampaignView);
});

app.get('/links/all', guardOperatorApi(), async (c) => {
  const all = await call(c, c.env.MENU, menuPaths.menu, LinkList);
  return all.ok ? c.json(all.value) : passFailure(c, all);
});

app.put('/links/all', guardOperatorApi(), validate('json', LinkList), (c) =>
  passToOwner(c, c.env.MENU, menuPaths.menu, LinkList, { method: 'PUT', body: c.req.valid('json') }),
);

addPublicRoutes(app, 'menu', publicRoutes);
addOpenApi(app, 'menu');

export default app;
