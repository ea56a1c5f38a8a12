import { Slug } from '@jogakbo/category-service/contract';
import { Card } from '@jogakbo/contracts/card';
import { ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

export { Slug } from '@jogakbo/category-service/contract';

/** Orders a list can be had in; the first is the default. */
export const sorts = ['relevance', 'price-asc', 'price-desc', 'rating', 'newest'] as const;
export type Sort = (typeof sorts)[number];
/** What is no order of ours is the default one. */
export const Sort = v.optional(v.fallback(v.picklist(sorts), sorts[0]), sorts[0]);

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

/** A category as it is shown: `name` is in the language asked for. */
export const CategoryLink = v.object({ slug: Slug, name: v.string() });
export type CategoryLink = v.InferOutput<typeof CategoryLink>;

const Group = v.object({ ...CategoryLink.entries, children: v.array(CategoryLink) });
const Department = v.object({ ...CategoryLink.entries, children: v.array(Group) });
export type Department = v.InferOutput<typeof Department>;

/** The whole tree, three levels deep. */
export const TreeView = v.object({ categories: v.array(Department) });
export type TreeView = v.InferOutput<typeof TreeView>;

/** From the top down to the category itself. */
const Path = v.pipe(v.array(CategoryLink), v.minLength(1));

export const BreadcrumbView = v.object({ path: Path });

/** `page` is the one shown: the last where a later one was asked for. */
export const HeadView = v.object({ path: Path, page: v.number(), pages: v.number(), total: v.number() });
export type HeadView = v.InferOutput<typeof HeadView>;

export const ListView = v.object({
  ...HeadView.entries,
  children: v.array(CategoryLink),
  sort: v.picklist(sorts),
  cards: v.array(Card),
  /** False where a team that cards show something of gave no answer, so that it is worth asking again soon. */
  complete: v.boolean(),
});
export type ListView = v.InferOutput<typeof ListView>;

/** Nothing; said so that the route is in `/openapi.json`, which lists those that say what they take. */
export const TreeQuery = v.object({});
/** Of a product, or else of a category. */
export const BreadcrumbQuery = v.pipe(
  v.object({ product: v.optional(ProductId), slug: v.optional(Slug) }),
  v.check(({ product, slug }) => (product ?? slug) !== undefined, 'must name a product or a category'),
);
export const HeadQuery = v.object({ slug: Slug, page: Page });
export const ListQuery = v.object({ slug: Slug, sort: Sort, page: Page });

export const paths = {
  tree: '/tree',
  breadcrumb: (of: { product: string } | { slug: string }) => withQuery('/breadcrumb', of),
  head: (slug: string, page: number) => withQuery('/head', { slug, page }),
  list: (slug: string, sort: Sort, page: number) => withQuery('/list', { slug, sort, page }),
};
