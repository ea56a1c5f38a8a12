import { Slug } from '@jogakbo/category-service/contract';
import { Card } from '@jogakbo/contracts/card';
import { ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

export { Slug } from '@jogakbo/category-service/contract';
export { mostPages } from '@jogakbo/search-service/contract';

/** The orders of a list. The first one is the default. */
export const sorts = ['relevance', 'price-asc', 'price-desc', 'rating', 'newest'] as const;
export type Sort = (typeof sorts)[number];
/** The order of a list. An unknown one means the default. */
export const Sort = v.optional(v.fallback(v.picklist(sorts), sorts[0]), sorts[0]);

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

/** A category with its `name` in the language of the request. */
export const CategoryLink = v.object({ slug: Slug, name: v.string() });
export type CategoryLink = v.InferOutput<typeof CategoryLink>;

const Group = v.object({ ...CategoryLink.entries, children: v.array(CategoryLink) });
const Department = v.object({ ...CategoryLink.entries, children: v.array(Group) });
export type Department = v.InferOutput<typeof Department>;

/** The whole tree, three levels deep. */
export const TreeView = v.object({ categories: v.array(Department) });
export type TreeView = v.InferOutput<typeof TreeView>;

/** The path from the top down to the category itself. */
const Path = v.pipe(v.array(CategoryLink), v.minLength(1));

export const BreadcrumbView = v.object({ path: Path });

/** `page` is the page that is shown. It is the last one if the request asked for a later one. */
export const HeadView = v.object({ path: Path, page: v.number(), pages: v.number(), total: v.number() });
export type HeadView = v.InferOutput<typeof HeadView>;

export const ListView = v.object({
  ...HeadView.entries,
  children: v.array(CategoryLink),
  sort: v.picklist(sorts),
  /** Describes this page in links to pages that are more than {@link mostPages} away from both ends of the list. */
  near: v.optional(v.string()),
  cards: v.array(Card),
  /** False if a team did not answer, so that cards lack its part. It is worth asking again soon. */
  complete: v.boolean(),
});
export type ListView = v.InferOutput<typeof ListView>;

/** No parameters. The schema is here because `/openapi.json` lists routes that declare one. */
export const TreeQuery = v.object({});
/** The breadcrumb of a product, or of a category. */
export const BreadcrumbQuery = v.pipe(
  v.object({ product: v.optional(ProductId), slug: v.optional(Slug) }),
  v.check(({ product, slug }) => (product ?? slug) !== undefined, 'must name a product or a category'),
);
export const HeadQuery = v.object({ slug: Slug, page: Page });
/** The `near` of another page. A malformed one counts as missing. */
export const Near = v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,200}$/))), undefined);
export const ListQuery = v.object({ slug: Slug, sort: Sort, page: Page, near: Near });

export const paths = {
  tree: '/tree',
  breadcrumb: (of: { product: string } | { slug: string }) => withQuery('/breadcrumb', of),
  head: (slug: string, page: number) => withQuery('/head', { slug, page }),
  list: (slug: string, sort: Sort, page: number, near?: string) =>
    withQuery('/list', { slug, sort, page, near }),
};
