import { Card } from '@jogakbo/contracts/card';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { LinkId } from '@jogakbo/menu-service/contract';
import * as v from 'valibot';

export { LinkId } from '@jogakbo/menu-service/contract';

const lastPage = 9_999;
/** The number of a page. Any other text means the first page, and a number that is too large means the last one. */
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

/** The links that are shown now, in their order. `name` is in the language of the request. */
export const StripView = v.object({
  links: v.array(v.object({ id: LinkId, name: v.string(), path: v.string() })),
});
export type StripView = v.InferOutput<typeof StripView>;

/** `page` is the page that is shown. It is the last one if the request asked for a later one. */
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
  /** The heading above the products, or null if they need none. */
  heading: v.optional(v.nullable(v.string()), null),
  cards: v.array(Card),
  /** False if a team did not answer, so that cards lack its part. It is worth asking again soon. */
  complete: v.boolean(),
});
export type CampaignView = v.InferOutput<typeof CampaignView>;

/** No parameters. The schema is here because `/openapi.json` lists routes that declare one. */
export const StripQuery = v.object({});
export const OfCampaign = v.object({ campaign: LinkId });
export const PageQuery = v.object({ page: Page });

export const paths = {
  strip: '/links',
  head: (campaign: string, page: number) => withQuery(toPath`/campaigns/${campaign}/head`, { page }),
  campaign: (campaign: string, page: number) => withQuery(toPath`/campaigns/${campaign}`, { page }),
  /** GET and PUT, for operators: all links as they are stored. */
  all: '/links/all',
};
