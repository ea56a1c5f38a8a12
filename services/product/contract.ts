import { IdBatch, ItemId, ProductId } from '@jogakbo/contracts/ids';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { TypedLine } from '@jogakbo/contracts/typed-text';
import * as v from 'valibot';

/** One choice of a product's option, such as a color. */
export const Item = v.object({ itemId: ItemId, label: v.string() });
export type Item = v.InferOutput<typeof Item>;

/** A mark that lists show beside a product. */
export const Badge = v.picklist(['rocket', 'rocket-overseas']);

/**
 * A product as a list shows it. `itemId` is its first item, `category` the slug of its category, `image` the path of its picture,
 * and `createdAt` epoch milliseconds.
 */
export const ProductSummary = v.object({
  id: ProductId,
  itemId: ItemId,
  title: v.string(),
  brand: v.string(),
  category: v.string(),
  image: v.string(),
  badges: v.array(Badge),
  createdAt: v.number(),
});
export type ProductSummary = v.InferOutput<typeof ProductSummary>;

/** What the fragment with a product's title says to the other slices of its page, so that they need not ask for it. */
export const ProductHints = v.pick(ProductSummary, ['id', 'itemId', 'category', 'badges']);
export type ProductHints = v.InferOutput<typeof ProductHints>;

/** The https address of a photo, at a host with a name: no address of a network, no port and no password. */
export const PhotoUrl = v.pipe(
  v.string(),
  v.maxLength(2_000),
  v.regex(/^https:\/\/(?:[a-z\d-]+\.)+[a-z]{2,}(?:\/[^\s"'<>\\]*)?$/i, 'must be an https address'),
);

/**
 * The values that a product's picture is drawn from. `hue` and `accent` are degrees of the color wheel. With `url`, the picture is that
 * photo, and it is drawn only while the photo cannot be read.
 */
export const Picture = v.object({
  shape: v.string(),
  hue: v.number(),
  accent: v.number(),
  pattern: v.number(),
  url: v.optional(PhotoUrl),
});
export type Picture = v.InferOutput<typeof Picture>;

/** A whole product. Its options have the order of the seller. */
export const Product = v.object({
  ...ProductSummary.entries,
  optionName: v.string(),
  options: v.pipe(v.array(Item), v.minLength(1)),
  attributes: v.array(v.object({ name: v.string(), value: v.string() })),
  picture: Picture,
});
export type Product = v.InferOutput<typeof Product>;

/** A line break or another control character is refused: a program sent it by mistake. */
const Text = (limit: number) =>
  v.pipe(
    v.string('must be text'),
    v.check((text) => text.isWellFormed() && !/\p{Cc}/u.test(text.trim()), 'must be one line of text'),
    TypedLine(limit),
  );

/** What operators may change of a product. Its options, its picture and its id stay. */
export const ProductInput = v.object({
  title: Text(200),
  brand: Text(100),
  category: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the name of a category')),
  attributes: v.pipe(
    v.array(v.object({ name: Text(100), value: Text(500) })),
    v.maxLength(50, 'must be at most 50 attributes'),
  ),
  badges: v.array(Badge),
});
export type ProductInput = v.InferOutput<typeof ProductInput>;

/** A whole product to store, for operators. */
export const ProductImport = v.object({
  ...ProductInput.entries,
  id: ProductId,
  createdAt: v.number(),
  optionName: v.pipe(v.string(), v.maxLength(100)),
  options: v.pipe(
    v.array(v.object({ itemId: ItemId, label: v.pipe(v.string(), v.maxLength(200)) })),
    v.minLength(1),
    v.maxLength(200),
  ),
  picture: Picture,
});
export type ProductImport = v.InferOutput<typeof ProductImport>;
/** At most 100 products to store. */
export const ProductImportBatch = v.object({
  products: v.pipe(v.array(ProductImport), v.minLength(1), v.maxLength(100)),
});

/** A product as it moves between the shop and the program that it replaces, which knows one badge of a product. */
export const MovedProduct = v.object({
  ...v.omit(ProductImport, ['id', 'badges']).entries,
  badge: v.nullable(Badge),
});
export type MovedProduct = v.InferOutput<typeof MovedProduct>;

/** An item as a cart or an order shows it: the product's title, the label of the option, and the path of the picture. */
export const ItemLabel = v.object({
  itemId: ItemId,
  productId: ProductId,
  title: v.string(),
  label: v.string(),
  image: v.string(),
});
export type ItemLabel = v.InferOutput<typeof ItemLabel>;

/** Items in any order. Unknown ids are left out. */
export const ItemBatch = v.object({ items: v.array(ItemLabel) });
/** Products in the order of the request. Unknown ids are left out. */
export const ProductBatch = v.object({ products: v.array(ProductSummary) });

/** A page of all products in the order of their ids. `next` is the `after` of the next page, null at the end. */
export const ProductPage = v.object({ products: v.array(ProductSummary), next: v.nullable(v.string()) });

/** Asks for at most 100 products or items. */
export const BatchQuery = v.object({ ids: IdBatch });
/** Asks for a page of all products; `after` is the last product id of the page before. */
export const PageQuery = v.object({ after: v.optional(v.string(), '') });

/** How many products there are, and the ids of some of them, always in the same order. */
export const ProductNumbers = v.object({ total: v.number(), ids: v.array(ProductId) });

const Count = v.pipe(v.string(), v.regex(/^\d{1,10}$/), v.transform(Number));
/** Asks for at most `limit` ids after the first `skip` ones. */
export const NumbersQuery = v.object({ skip: Count, limit: v.pipe(Count, v.maxValue(20_000)) });

/** Paths of the service. */
export const paths = {
  /** GET: a {@link Product}. PUT a {@link ProductInput}, for operators: gives the changed {@link Product}. */
  product: (id: string) => toPath`/products/${id}`,
  /** GET: a {@link ProductBatch} of at most 100 products. */
  batch: (ids: string[]) => withQuery('/products', { ids: ids.join(',') }),
  /** PUT a {@link ProductImportBatch}, for operators: gives an {@link ImportReport}. It publishes no events. */
  imports: '/products',
  /** GET: an {@link ItemBatch} of at most 100 items. */
  items: (ids: string[]) => withQuery('/items', { ids: ids.join(',') }),
  /** GET: a {@link ProductPage}; `after` is empty for the first page. */
  page: (after: string) => withQuery('/catalogue', { after }),
  /** GET: {@link ProductNumbers}, for lists of all products such as a sitemap. */
  numbers: (skip: number, limit: number) => withQuery('/numbers', { skip, limit }),
};
