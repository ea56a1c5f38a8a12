import { toPath } from '@jogakbo/contracts/path';
import { Badge } from '@jogakbo/product-service/contract';
import { Sort } from '@jogakbo/search-service/contract';
import * as v from 'valibot';

/** A link's name in addresses, such as `gift-cards`. */
export const LinkId = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(40));

const Words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400));
/** In every language. */
export const Text = v.object({ ko: Words, en: Words });

/** A calendar day in Korea, such as `2019-05-31`. */
const Day = v.pipe(v.string(), v.isoDate('must be a day as 2019-05-31'));
/** A day of any year, such as `05-31`. */
const YearDay = v.pipe(
  v.string(),
  v.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day as 05-31'),
);

/** The days on which something is shown, both included; days of any year come back every year, also past its end. */
export const CampaignWindow = v.union([
  v.pipe(
    v.object({ from: Day, until: Day }),
    v.check(({ from, until }) => from <= until, 'must end after it begins'),
  ),
  v.object({ from: YearDay, until: YearDay }),
]);
export type CampaignWindow = v.InferOutput<typeof CampaignWindow>;

/** Which products a campaign shows: those with a badge, or of a category and below, or of the whole shop. */
export const Selection = v.object({
  badge: v.optional(Badge),
  category: v.optional(v.pipe(v.string(), v.maxLength(64))),
  sort: v.optional(Sort, 'relevance'),
  /** How many at most. */
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))),
});
export type Selection = v.InferOutput<typeof Selection>;

export const CampaignPage = v.object({
  title: Text,
  text: Text,
  notes: v.pipe(v.array(v.object({ title: Text, text: Text })), v.maxLength(20)),
  /** Above the products; where left out, they need no introduction. */
  heading: v.optional(Text),
  /** Null for a page without products. */
  selection: v.nullable(Selection),
});

/** Somewhere else in the shop; never another site. */
const LocalPath = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^\/(?![/\\])[^\s\\]*$/, 'must be a path of the shop'),
);

/** A link as it is kept. It leads to a campaign of its own, or to a path. */
export const Link = v.pipe(
  v.object({
    id: LinkId,
    name: Text,
    /** Null for one that is always shown. */
    window: v.nullable(CampaignWindow),
    path: v.optional(LocalPath),
    page: v.optional(CampaignPage),
  }),
  v.check(({ path, page }) => (path === undefined) !== (page === undefined), 'must have either path or page'),
);
export type Link = v.InferOutput<typeof Link>;

/** All links there are, in their order, shown now or not. */
export const LinkList = v.object({
  links: v.pipe(
    v.array(Link),
    v.maxLength(50),
    v.check((links) => new Set(links.map(({ id }) => id)).size === links.length, 'must have different ids'),
  ),
});
export type LinkList = v.InferOutput<typeof LinkList>;

/** The links that are shown now, in their order. */
export const OpenLinks = v.object({
  links: v.array(
    v.object({ id: LinkId, name: v.object({ ko: v.string(), en: v.string() }), path: v.string() }),
  ),
});

/** A campaign that is open now. */
export const Campaign = v.object({ id: LinkId, ...CampaignPage.entries });
export type Campaign = v.InferOutput<typeof Campaign>;

export const paths = {
  links: '/links',
  /** 404 where there is none, or none now. */
  campaign: (id: string) => toPath`/campaigns/${id}`,
  /** GET and PUT a {@link LinkList}: all links, for operators. */
  menu: '/menu',
};
