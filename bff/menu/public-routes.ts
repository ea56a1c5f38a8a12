import { definePublicRoute, numberedPages } from '@jogakbo/edge/public-route';
import * as v from 'valibot';
import { CampaignView, OfCampaign, paths, StripView } from './contract.ts';

/** What partners and assistants may ask about campaigns. */
export const publicRoutes = [
  definePublicRoute({
    name: 'list_links',
    ...{ method: 'GET', path: '/links', scope: 'catalog:read' },
    summary: 'The links at the top of each page that are open now.',
    answer: StripView,
    toRequest: () => ({ path: paths.strip }),
  }),
  definePublicRoute({
    name: 'get_campaign',
    ...{ method: 'GET', path: '/campaigns/{campaign}', scope: 'catalog:read', refusals: [404] },
    summary: 'A campaign and its products, 24 at a time.',
    params: OfCampaign.entries,
    ...numberedPages,
    answer: v.omit(CampaignView, ['page', 'pages']),
    view: CampaignView,
    toRequest: ({ params, position }) => ({
      path: paths.campaign(params.campaign, (position?.page as number) ?? 1),
    }),
  }),
];
