import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createCatalogue } from './catalogue.ts';
import type { Catalogue, Price, Product, Review } from './catalogue-types.ts';
import { fixtures } from './fixtures.ts';
import { shapes } from './shapes.ts';
import { toShape } from './to-shape.ts';
import { departments, nounsByShape } from './words.ts';

const catalogue = createCatalogue();
const { categories, products, prices, reviews } = catalogue;
const pricesOf = Map.groupBy(prices, ({ productId }) => productId);
const reviewsOf = Map.groupBy(reviews, ({ productId }) => productId);
const productOf = new Map(products.map((product) => [product.id, product]));
const leaves = categories.filter(({ slug }) => !categories.some(({ parent }) => parent === slug));

describe('determinism', () => {
  test('the same seed makes the same catalogue', () => {
    expect(createCatalogue()).toEqual(catalogue);
    expect(toHash(createCatalogue(7))).toBe(toHash(createCatalogue(7)));
  });

  test('the default catalogue never changes unnoticed', () => {
    expect(toHash(catalogue)).toBe('8e0253f5352df56d');
  });

  test('another seed makes another catalogue with the same fixtures', () => {
    const other = createCatalogue(1);
    expect(toHash(other)).not.toBe(toHash(catalogue));
    for (const { id } of Object.values(fixtures)) {
      expect(other.products.find((product) => product.id === id)).toEqual(productOf.get(id)!);
    }
  });

  test('a caller that changes its catalogue does not change the next one', () => {
    const mine = createCatalogue();
    for (const product of mine.products) product.title = '';
    expect(createCatalogue()).toEqual(catalogue);
  });

  test('a catalogue is made within a second', () => {
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      createCatalogue();
      return performance.now() - start;
    });
    // About 180 ms on an idle machine.
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});

test('any seed keeps counts, ids, titles and prices in order', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const made = createCatalogue(seed);
      expect(made.products).toHaveLength(2000);
      expect(made.reviews).toHaveLength(10_000);
      expectUnique(made.products.map(({ title }) => title));
      expectUnique(made.products.flatMap(({ id, options }) => [id, ...options.map(({ itemId }) => itemId)]));
      expect(made.prices.filter((price) => !isSound(price))).toEqual([]);
    }),
    { numRuns: 5 },
  );
});

describe('categories', () => {
  test('there are at least ten departments, sixty categories and three levels', () => {
    expect(categories.length).toBeGreaterThanOrEqual(60);
    expect(categories.filter(({ parent }) => parent === null).length).toBeGreaterThanOrEqual(10);
    for (const leaf of leaves) expect(toPath(leaf.slug)).toHaveLength(3);
  });

  test('slugs are unique, in kebab-case, and begin with the slug of the department', () => {
    expectUnique(categories.map(({ slug }) => slug));
    for (const { slug } of categories) {
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(slug.startsWith(toPath(slug)[0]!)).toBe(true);
    }
  });

  test('parents come first and siblings are counted from 0', () => {
    const seen = new Map<string | null, number>([[null, 0]]);
    for (const { slug, parent, position } of categories) {
      expect(position).toBe(seen.get(parent)!);
      seen.set(parent, position + 1);
      seen.set(slug, 0);
    }
  });

  test('names are Korean and English, unique among siblings', () => {
    for (const { name } of categories) {
      expect(name.ko).toMatch(/[가-힣]|DVD/);
      expect(name.en).toMatch(/^[\p{Script=Latin}&’ -]+$/u);
    }
    expectUnique(categories.map(({ parent, name }) => `${parent} ${name.ko}`));
  });

  test('every leaf has at least eight products', () => {
    const count = Map.groupBy(products, ({ category }) => category);
    for (const { slug } of leaves) expect(count.get(slug)?.length ?? 0).toBeGreaterThanOrEqual(8);
  });
});

describe('products', () => {
  test('there are 2,000, each in a leaf category', () => {
    expect(products).toHaveLength(2000);
    const slugs = new Set(leaves.map(({ slug }) => slug));
    expect(products.filter(({ category }) => !slugs.has(category))).toEqual([]);
  });

  test('ids are digits and unique across products and items', () => {
    const ids = products.flatMap(({ id, options }) => [id, ...options.map(({ itemId }) => itemId)]);
    expectUnique(ids);
    for (const id of ids) expect(id).toMatch(/^[1-9]\d{7,8}$/);
  });

  test('titles are unique and begin with the brand', () => {
    expectUnique(products.map(({ title }) => title));
    for (const { title, brand } of products) {
      expect(title.startsWith(`${brand} `)).toBe(true);
      expect(title.length).toBeGreaterThanOrEqual(8);
      expect(title.length).toBeLessThanOrEqual(50);
    }
  });

  test('no title repeats a word right after itself', () => {
    expect(products.map(({ title }) => title).filter((title) => /(^| )(\S+) \2( |$)/.test(title))).toEqual(
      [],
    );
  });

  test('products were created between 2017 and 10 May 2019, Korean time', () => {
    const first = Date.parse('2017-01-01T00:00:00+09:00');
    const last = Date.parse('2019-05-10T23:59:59+09:00');
    expect(products.filter(({ createdAt }) => !(createdAt >= first && createdAt <= last))).toEqual([]);
  });

  test('a product has one to six options with different labels', () => {
    for (const { options, optionName } of products) {
      expect(options.length).toBeGreaterThanOrEqual(1);
      expect(options.length).toBeLessThanOrEqual(6);
      expectUnique(options.map(({ label }) => label));
      expect(optionName).toMatch(/^[가-힣]+$/);
    }
    for (let count = 1; count <= 6; count++) {
      expect(products.some(({ options }) => options.length === count)).toBe(true);
    }
  });

  test('a product has three to six attributes with different names', () => {
    for (const { attributes } of products) {
      expect(attributes.length).toBeGreaterThanOrEqual(3);
      expect(attributes.length).toBeLessThanOrEqual(6);
      expectUnique(attributes.map(({ name }) => name));
    }
  });

  test('no attribute fixes a color or size that the shopper chooses as an option', () => {
    for (const { optionName, attributes } of products) {
      expect(attributes.map(({ name }) => name)).not.toContain(optionName);
    }
  });

  test('most products have the rocket badge, some the overseas badge, some none', () => {
    const share = (test: (badges: Product['badges']) => boolean) =>
      products.filter(({ badges }) => test(badges)).length / products.length;
    expect(share((badges) => badges.includes('rocket'))).toBeGreaterThan(0.5);
    expect(share((badges) => badges.includes('rocket-overseas'))).toBeGreaterThan(0.02);
    expect(share((badges) => badges.length === 0)).toBeGreaterThan(0.1);
    expect(share((badges) => badges.length > 1)).toBe(0);
  });

  test('every noun has exactly one shape, and no other word has one', () => {
    const leaves = departments.flatMap(({ groups }) => groups.flatMap((group) => group.leaves));
    const nouns = new Set(leaves.flatMap(({ things }) => things.map(({ noun }) => noun)));
    const chosen = Object.values(nounsByShape).flat();
    expect(chosen.toSorted()).toEqual([...nouns].toSorted());
    expect(() => toShape('피아노')).toThrow('피아노 has no shape');
  });

  test('a picture shows the thing in the title', () => {
    const wrong = products.flatMap(({ title, picture }) => {
      const nouns = Object.values(nounsByShape)
        .flat()
        .filter((noun) => title.includes(noun));
      const fitting = nouns.map(toShape);
      return fitting.length === 0 || fitting.includes(picture.shape) ? [] : `${title}: ${picture.shape}`;
    });
    expect(wrong).toEqual([]);
    expect(products.find(({ title }) => title.includes('킥보드'))?.picture.shape).toBe('scooter');
    expect(productOf.get(fixtures.manyOptions.id)?.picture.shape).toBe('bedding');
  });

  test('pictures use every shape, and their numbers are whole and within range', () => {
    expect(new Set(products.map(({ picture }) => picture.shape))).toEqual(new Set(shapes));
    for (const { hue, accent, pattern } of products.map(({ picture }) => picture)) {
      for (const angle of [hue, accent])
        expect(Number.isInteger(angle) && angle >= 0 && angle < 360).toBe(true);
      expect([0, 1, 2, 3, 4, 5]).toContain(pattern);
    }
  });

  test.each([
    ['포켓몬스터', 25],
    ['피카츄', 3],
    ['나노블록', 25],
    ['물티슈', 10],
  ])('a search for %s finds %i or more', (word, least) => {
    expect(products.filter(({ title }) => title.includes(word)).length).toBeGreaterThanOrEqual(least);
  });

  test('men’s shoes come in men’s sizes, women’s shoes in women’s sizes', () => {
    for (const { title, category, optionName, options } of products) {
      if (category !== 'fashion-shoes' || optionName !== '사이즈') continue;
      const sizes = options.map(({ label }) => Number(label));
      if (title.includes('남성')) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(250);
      if (title.includes('여성')) expect(Math.max(...sizes)).toBeLessThanOrEqual(250);
    }
  });
});

describe('prices', () => {
  test('there is one price for each option item, in the order of options', () => {
    expect(prices.map(({ itemId, productId }) => ({ itemId, productId }))).toEqual(
      products.flatMap(({ id, options }) => options.map(({ itemId }) => ({ itemId, productId: id }))),
    );
  });

  test('each price is sound', () => {
    expect(prices.filter((price) => !isSound(price))).toEqual([]);
  });

  test('about a quarter of products have no discount, and about 15% have a coupon', () => {
    expect(toShare(({ list, final }) => list === final)).toBeCloseTo(0.25, 1);
    expect(toShare(({ coupon }) => coupon !== null)).toBeCloseTo(0.15, 1);
  });

  test('a coupon takes off a part of the price, never all of it', () => {
    for (const { final, coupon } of prices) {
      if (coupon?.kind === 'percent') expect([5, 10, 15, 20]).toContain(coupon.value);
      if (coupon?.kind === 'won') expect(coupon.value > 0 && coupon.value <= final * 0.3).toBe(true);
    }
    expect(new Set(prices.map(({ coupon }) => coupon?.kind))).toEqual(new Set(['percent', 'won', undefined]));
  });

  test('a larger pack costs more, but less for each piece', () => {
    for (const product of products.filter(({ optionName }) => optionName === '수량')) {
      const rows = pricesOf.get(product.id)!;
      const pieces = product.options.map(({ label }) => Number.parseInt(label, 10));
      for (let index = 1; index < rows.length; index++) {
        expect(rows[index]!.final).toBeGreaterThan(rows[index - 1]!.final);
        const before = rows[index - 1]!.final / pieces[index - 1]!;
        expect(rows[index]!.final / pieces[index]!).toBeLessThanOrEqual(before);
      }
    }
  });

  test('unit prices agree with the amount in the title and the option', () => {
    const checked = prices.filter((price) => {
      if (!price.unit) return false;
      const { unit, final } = price;
      const amount = toAmount(price, unit.measure);
      expect(Math.abs(unit.price - (final * unit.per) / amount)).toBeLessThanOrEqual(0.5);
      return true;
    });
    expect(checked.length).toBeGreaterThan(500);
  });

  test.each(['food', 'household', 'beauty'])('%s has unit prices', (department) => {
    expect(
      prices.some(
        (price) => price.unit && toPath(productOf.get(price.productId)!.category)[0] === department,
      ),
    ).toBe(true);
  });

  test('books are never more than 10% off', () => {
    const books = prices.filter(({ productId }) =>
      ['books-novels', 'books-practical', 'books-children'].includes(productOf.get(productId)!.category),
    );
    expect(books.length).toBeGreaterThan(50);
    expect(books.filter(({ discountPercent }) => discountPercent > 10)).toEqual([]);
  });

  test('nothing costs less than 500원 or more than 700,000원', () => {
    expect(prices.filter(({ final }) => final < 500 || final > 700_000)).toEqual([]);
  });
});

describe('reviews', () => {
  test('there are 10,000 reviews with unique ids, each of a known product', () => {
    expect(reviews).toHaveLength(10_000);
    expectUnique(reviews.map(({ id }) => id));
    expect(reviews.filter(({ id, productId }) => !/^\d+$/.test(id) || !productOf.has(productId))).toEqual([]);
  });

  test('some products have many reviews and some have none', () => {
    const counts = products.map(({ id }) => reviewsOf.get(id)?.length ?? 0);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(200);
    const crowded = counts.filter((count) => count >= 100).length;
    expect(crowded).toBeGreaterThanOrEqual(3);
    expect(crowded).toBeLessThan(20);
  });

  test('ratings are high on average and differ between products', () => {
    const counts = [5, 4, 3, 2, 1].map((stars) => reviews.filter(({ rating }) => rating === stars).length);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts.reduce((sum, count) => sum + count)).toBe(10_000);
    expect(counts[0]!).toBeGreaterThan(5000);
    expect(counts[4]!).toBeGreaterThan(100);
    const means = [...reviewsOf.values()].filter((list) => list.length >= 20).map(toMean);
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(0.8);
  });

  test('a review has one to four sentences', () => {
    for (const { body, title } of reviews) {
      const sentences = body.match(/[.!?](?= |$)/g)?.length ?? 0;
      expect(sentences).toBeGreaterThanOrEqual(1);
      expect(sentences).toBeLessThanOrEqual(4);
      expect(title.length).toBeGreaterThanOrEqual(2);
    }
    expect(new Set(reviews.map(({ body }) => body)).size).toBeGreaterThan(4500);
  });

  test('names of authors are masked', () => {
    expect(reviews.filter(({ author }) => !/^[가-힣]\*[가-힣]$/.test(author))).toEqual([]);
  });

  test('a review is later than its product and before 15 May 2019', () => {
    const end = Date.parse('2019-05-15T00:00:00+09:00');
    expect(
      reviews.filter(
        ({ createdAt, productId }) => createdAt < productOf.get(productId)!.createdAt || createdAt >= end,
      ),
    ).toEqual([]);
  });
});

test('the reference product has exactly its known values', () => {
  const product = productOf.get('51862822')!;
  expect(product).toMatchObject({
    title: '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스',
    brand: '퍼즐사랑',
    category: 'toys-nano-blocks',
    optionName: '색상',
    options: [{ itemId: '183485417', label: '혼합 색상' }],
    badges: ['rocket'],
  });
  expect(product.attributes).toEqual([
    { name: '유아용품 성별', value: '남아용품' },
    { name: '퍼즐/블럭 조각 수', value: '90피스' },
    { name: '캐릭터', value: '포켓몬스터' },
    { name: '최소 연령', value: '12세' },
  ]);
  expect(toPath(product.category)).toEqual(['toys', 'toys-blocks', 'toys-nano-blocks']);
  expect(
    toPath(product.category).map((slug) => categories.find((each) => each.slug === slug)!.name.ko),
  ).toEqual(['완구/취미', '블록놀이', '나노블록']);
  expect(pricesOf.get(product.id)).toEqual([
    {
      itemId: '183485417',
      productId: '51862822',
      list: 15000,
      final: 10390,
      discountPercent: 30,
      unit: null,
      coupon: null,
    },
  ]);
  expect(reviewsOf.get(product.id)!.map(({ rating }) => rating)).toEqual([5]);
});

describe('fixtures', () => {
  test('every fixture exists with exactly these items', () => {
    for (const { id, itemIds } of Object.values(fixtures)) {
      expect(productOf.get(id)!.options.map(({ itemId }) => itemId)).toEqual([...itemIds]);
    }
  });

  test('manyOptions has six different prices', () => {
    const finals = pricesOf.get(fixtures.manyOptions.id)!.map(({ final }) => final);
    expect(finals).toHaveLength(6);
    expectUnique(finals.map(String));
  });

  test('noReviews has no review', () => {
    expect(reviewsOf.get(fixtures.noReviews.id)).toBeUndefined();
  });

  test('manyReviews has 132 reviews of all five ratings', () => {
    const list = reviewsOf.get(fixtures.manyReviews.id)!;
    expect(list).toHaveLength(132);
    expect(new Set(list.map(({ rating }) => rating)).size).toBe(5);
  });

  test('unitPrice has a unit price on every item, coupon has a coupon, noDiscount has no discount', () => {
    expect(pricesOf.get(fixtures.unitPrice.id)!.every(({ unit }) => unit !== null)).toBe(true);
    expect(pricesOf.get(fixtures.coupon.id)![0]!.coupon).toEqual({ kind: 'percent', value: 10 });
    const { list, final, discountPercent } = pricesOf.get(fixtures.noDiscount.id)![0]!;
    expect([list - final, discountPercent]).toEqual([0, 0]);
  });
});

test('no text contains double spaces, braces or unfilled slots', () => {
  const unclean = listTexts(catalogue).filter(
    (text) =>
      text === '' ||
      text !== text.trim() ||
      text !== text.normalize('NFC') ||
      /\s\s|[{}<>]|undefined|null|NaN|\((을|이|은|과)\)|\([가-힣]\)[가-힣]|\.\.| [.,!?]/.test(text),
  );
  expect(unclean).toEqual([]);
});

function isSound({ list, final, discountPercent }: Price) {
  const computed = (1 - final / list) * 100;
  return (
    Number.isSafeInteger(list) &&
    Number.isSafeInteger(final) &&
    final > 0 &&
    final <= list &&
    final % 10 === 0 &&
    Number.isInteger(discountPercent) &&
    discountPercent <= 70 &&
    Math.abs(discountPercent - computed) < 1 &&
    (list === final ? discountPercent === 0 : discountPercent >= 1)
  );
}

/** The amount of one item, read as a shopper would: the option's amount or the title's, times the pack. */
function toAmount({ itemId, productId }: Price, measure: string): number {
  const { title, options } = productOf.get(productId)!;
  const { label } = options.find((option) => option.itemId === itemId)!;
  const inLabel = readAmount(label, measure);
  const isPack = /^\d+(개|팩|박스|포|세트)$/.test(label);
  const inTitle = readAmount(title, measure);
  if (inTitle === undefined) return inLabel!;
  return isPack ? inTitle * Number.parseInt(label, 10) : inTitle;
}

function readAmount(text: string, measure: string): number | undefined {
  const found = text.match(/(\d+(?:\.\d+)?)(kg|g|ml|L|개|매)$/);
  if (!found) return undefined;
  const thousand = found[2] === 'kg' || found[2] === 'L';
  const unit = found[2] === 'kg' ? 'g' : found[2] === 'L' ? 'ml' : found[2];
  return unit === measure ? Number(found[1]) * (thousand ? 1000 : 1) : undefined;
}

function toPath(slug: string): string[] {
  const { parent } = categories.find((category) => category.slug === slug)!;
  return parent === null ? [slug] : [...toPath(parent), slug];
}

function toShare(test: (price: Price) => boolean) {
  return prices.filter(test).length / prices.length;
}

function toMean(list: Review[]) {
  return list.reduce((sum, { rating }) => sum + rating, 0) / list.length;
}

function toHash(value: Catalogue) {
  return new Bun.CryptoHasher('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function expectUnique(values: string[]) {
  expect(values.length - new Set(values).size).toBe(0);
}

function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listTexts);
}

test('a larger shop has as many products as asked for, the same every time, each with its own title and id', () => {
  const large = createCatalogue(undefined, 12_000);
  expect(large.products).toHaveLength(12_000);
  expect(new Set(large.products.map(({ title }) => title)).size).toBe(12_000);
  expect(new Set(large.products.map(({ id }) => id)).size).toBe(12_000);
  expect(large.reviews).toHaveLength(20_000);
  const again = createCatalogue(undefined, 12_000);
  expect(Bun.hash(JSON.stringify(again))).toBe(Bun.hash(JSON.stringify(large)));
});
