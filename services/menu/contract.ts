import { toPath } from '@jogakbo/contracts/path';
import { Badge } from '@jogakbo/product-service/contract';
import { Sort } from '@jogakbo/search-service/contract';
import * as v from 'valibot';

/** A link's name in addresses, such as `gift-cards`. */
export const LinkId = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(40));

const Words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400));
/** A text in every language of the shop. */
export const Text = v.object({ ko: Words, en: Words });

/** A calendar day in Korea, such as `2019-05-31`. */
const Day = v.pipe(v.string(), v.isoDate('must be a day such as 2019-05-31'));
/** A day of any year, such as `05-31`. */
const YearDay = v.pipe(
  v.string(),
  v.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 05-31'),
);

/**
 * The days on which a link is shown, the first and the last included. Days without a year come back every year, and may span its
 * end, such as from `12-20` until `01-05`.
 */
export const CampaignWindow = v.union([
  v.pipe(
    v.object({ from: Day, until: Day }),
    v.check(({ from, until }) => from <= until, 'must end after it begins'),
  ),
  v.object({ from: YearDay, until: YearDay }),
]);
export type CampaignWindow = v.InferOutput<typeof CampaignWindow>;

/** Which products a campaign shows: those with a badge, those of a category and below it, or those of the whole shop. */
export const Selection = v.object({
  badge: v.optional(Badge),
  category: v.optional(v.pipe(v.string(), v.maxLength(64))),
  sort: v.optional(Sort, 'relevance'),
  /** The most products to show; all of them if it is left out. */
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))),
});
export type Selection = v.InferOutput<typeof Selection>;

/** What the page of a campaign shows. */
export const CampaignPage = v.object({
  title: Text,
  text: Text,
  notes: v.pipe(v.array(v.object({ title: Text, text: Text })), v.maxLength(20)),
  /** Shown above the products. Left out if the title introduces them. */
  heading: v.optional(Text),
  /** Null for a page without products. */
  selection: v.nullable(Selection),
});

/** A path in the shop. An address of another site does not match. */
const LocalPath = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^\/(?![/\\])[^\s\\]*$/, 'must be a path of the shop'),
);

/** A link as it is stored. It leads to a campaign of its own, or to a path. */
export const Link = v.pipe(
  v.object({
    id: LinkId,
    name: Text,
    /** Null if the link is always shown. */
    window: v.nullable(CampaignWindow),
    path: v.optional(LocalPath),
    page: v.optional(CampaignPage),
  }),
  v.check(({ path, page }) => (path === undefined) !== (page === undefined), 'must have either path or page'),
);
export type Link = v.InferOutput<typeof Link>;

/** All links in their order, also those that are not shown now. */
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

/** Paths of the service. */
export const paths = {
  /** GET: {@link OpenLinks}. */
  links: '/links',
  /** GET: a {@link Campaign}. 404 if no campaign of this id is open. */
  campaign: (id: string) => toPath`/campaigns/${id}`,
  /** GET and PUT: a {@link LinkList}. Only operators may put. */
  menu: '/menu',
};
