import * as v from 'valibot';

/** A category's name in URLs, such as `toys-nano-blocks`. */
export const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64));

/** One category of the tree. */
export const Category = v.object({
  slug: Slug,
  /** The slug of the category above; null at the top of the tree. */
  parent: v.nullable(Slug),
  name: v.object({ ko: v.string(), en: v.string() }),
});
export type Category = v.InferOutput<typeof Category>;

/** The whole tree, parents before children, siblings in the order in which they are shown. */
export const CategoryTree = v.object({ categories: v.array(Category) });

/** Categories to add or to rename, parents before children, for operators. */
export const CategoryImport = v.object({
  categories: v.pipe(v.array(Category), v.minLength(1), v.maxLength(100)),
});

/**
 * Paths of the service. `tree`: GET, gives a {@link CategoryTree}; PUT a {@link CategoryImport}, for operators, gives an
 * {@link ImportReport}.
 */
export const paths = { tree: '/categories' };
