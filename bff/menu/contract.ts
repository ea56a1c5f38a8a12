import { Card } from '@jogakbo/contracts/card';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { LinkId } from '@jogakbo/menu-service/contract';
import * as v from 'valibot';

export { LinkId } from '@jogakbo/menu-service/contract';

const lastPage = 9_999;
/** What is no page is the first; a number too large stands for the last. */
export const Page = v.optional(
  v.fallback(
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d*$/),
      v.transform((digits) => Math.min(Number(digits), lastPage)),
    ),
    1,
  ),
  '1',
);

/** The links that are shown now, in their order; `name` is in the language asked for. */
export const StripView = v.object({
  links: v.array(v.object({ id: LinkId, name: v.string(), path: v.string() })),
});
export type StripView = v.InferOutput<typeof StripView>;

/** `page` is the one shown: the last where a later one was asked for. */
export const HeadView = v.object({
  id: LinkId,
  title: v.string(),
  text: v.string(),
  page: v.number(),
  pages: v.number(),
});
export type HeadView = v.InferOutput<typeof HeadView>;

export const CampaignView = v.object({
  ...HeadView.entries,
  notes: v.array(v.object({ title: v.string(), text: v.string() })),
  /** Above the products; null where they need no introduction. */
  heading: v.optional(v.nullable(v.string()), null),
  cards: v.array(Card),
  /** False where a team that cards show something of gave no answer, so that it is worth asking again soon. */
  complete: v.boolean(),
});
export type CampaignView = v.InferOutput<typeof CampaignView>;

/** Nothing; said so that the route is in `/openapi.json`, which lists those that say what they take. */
export const StripQuery = v.object({});
export const OfCampaign = v.object({ campaign: LinkId });
export const PageQuery = v.object({ page: Page });

export const paths = {
  strip: '/links',
  head: (campaign: string, page: number) => withQuery(toPath`/campaigns/${campaign}/head`, { page }),
  campaign: (campaign: string, page: number) => withQuery(toPath`/campaigns/${campaign}`, { page }),
  /** GET and PUT, for operators: every link as it is kept. */
  all: '/links/all',
};
