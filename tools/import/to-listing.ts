import { createHash } from 'node:crypto';
import { toLine } from '@jogakbo/contracts/text-rules';
import * as v from 'valibot';
import { PhotoUrl } from '../../services/product/contract.ts';
import type { FeedRow } from './feed-row.ts';

/** An item of a feed as the shop stores it. Items of one `productId` are the options of one product. */
export type Listing = {
  line: number;
  productId: string;
  itemId: string;
  title: string;
  brand: string;
  /** The names of its categories, the widest first. */
  category: string[];
  list: number;
  final: number;
  available: number;
  /** What tells this item from the others of its product, such as "Red, L". */
  label: string;
  attributes: { name: string; value: string }[];
  /** The https address of its photo. */
  photo?: string;
};

/** `note`: a part of the row is left out, and the rest goes in. */
type Read = { ok: true; listing: Listing; note?: string } | { ok: false; reason: string };
type Options = { /** The pieces of an item in stock whose number the feed does not say. */ stock: number };

/** The longest texts that the shop takes, in UTF-16 code units. */
const limits = { title: 200, brand: 100, attribute: 500 };

/** Turns a row of a feed into an item of the shop, or says what is wrong with it. */
export function toListing({ line, fields }: FeedRow, { stock }: Options): Read {
  const { id = '', title = '', price = '', sale_price: sale = '' } = fields;
  if (id === '') return refuse('it has no id');
  if (id.length > 50) return refuse('its id has more than 50 characters');
  const name = toText(title, limits.title);
  if (name === '') return refuse('it has no title');
  const list = toWon(price);
  if (!list.ok) return refuse(`its price ${list.reason}`);
  const final = sale === '' ? list : toWon(sale);
  if (!final.ok) return refuse(`its sale_price ${final.reason}`);
  if (final.won > list.won) return refuse('its sale_price is higher than its price');
  const available = toAvailable(fields, stock);
  if (available === undefined) return refuse(`its availability is unknown: ${fields.availability}`);
  const photo = fields.image_link ?? '';
  const shown: boolean = v.is(PhotoUrl, photo);
  return {
    ok: true,
    ...(photo !== '' && !shown
      ? { note: `its image_link is no https address, so the shop draws a picture: ${photo.slice(0, 100)}` }
      : {}),
    listing: {
      ...(shown ? { photo } : {}),
      ...{ line, productId: toNumber(fields.item_group_id || id), itemId: toNumber(id), title: name },
      brand: toText(fields.brand ?? '', limits.brand) || '기타',
      category: toCategory(fields),
      ...{
        list: list.won,
        final: final.won,
        available,
        label: toLabel(fields),
        attributes: toAttributes(fields),
      },
    },
  };
}

function refuse(reason: string): Read {
  return { ok: false, reason };
}

/** A number of up to 16 digits stays. Another id becomes such a number, always the same one. */
export function toNumber(id: string): string {
  if (/^[1-9]\d{0,14}$/.test(id)) return id;
  const hash = BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 16)}`);
  // 16 digits, so that it never meets an id that is a number itself.
  return String(1_000_000_000_000_000n + (hash % 8_000_000_000_000_000n));
}

/** Reads a price such as `15000 KRW`, `15,000원` or `₩15000`. */
function toWon(text: string): { ok: true; won: number } | { ok: false; reason: string } {
  if (text === '') return { ok: false, reason: 'is missing' };
  const [, before = '', amount = '', after = ''] =
    text.match(/^\s*([^\d\s.,-]*)\s*(-?[\d.,]+)\s*([^\d\s]*)\s*$/) ?? [];
  const currency = (before || after).toUpperCase();
  if (currency !== '' && !['KRW', '원', '₩', 'WON'].includes(currency))
    return { ok: false, reason: `is in ${currency}, and the shop sells in KRW` };
  const won = Number(amount.replaceAll(',', ''));
  if (amount === '' || !Number.isFinite(won) || won < 0)
    return { ok: false, reason: `is no amount: ${text}` };
  if (!Number.isInteger(won)) return { ok: false, reason: `is no whole number of won: ${text}` };
  if (won > 1_000_000_000) return { ok: false, reason: `is more than a billion won: ${text}` };
  return { ok: true, won };
}

function toAvailable({ availability = 'in_stock', quantity = '' }: Record<string, string>, stock: number) {
  const word = availability.trim().toLowerCase().replace(/\s+/g, '_');
  if (['out_of_stock', 'preorder', 'backorder', 'discontinued'].includes(word)) return 0;
  if (!['in_stock', 'available', ''].includes(word)) return undefined;
  return /^\d{1,6}$/.test(quantity) ? Number(quantity) : stock;
}

/** Google's own category may be a number, which has no name here. */
function toCategory({ product_type = '', google_product_category = '' }: Record<string, string>): string[] {
  const text = product_type || (/^\d+$/.test(google_product_category) ? '' : google_product_category);
  const names = text
    .split('>')
    .map((name) => toText(name, 60))
    .filter(Boolean);
  return names.length > 0 ? names.slice(0, 3) : ['기타'];
}

function toLabel({ color = '', size = '', material = '', pattern = '' }: Record<string, string>): string {
  return [color, size, material, pattern]
    .map((value) => toText(value, 40))
    .filter(Boolean)
    .join(', ');
}

const attributeFields: [field: string, name: string][] = [
  ...([
    ['description', '설명'],
    ['gtin', 'GTIN'],
    ['mpn', '모델 번호'],
    ['condition', '상태'],
  ] as [string, string][]),
  ...([
    ['color', '색상'],
    ['size', '크기'],
    ['material', '소재'],
    ['gender', '성별'],
    ['age_group', '연령'],
  ] as [string, string][]),
];

function toAttributes(fields: Record<string, string>): Listing['attributes'] {
  return attributeFields.flatMap(([field, name]) => {
    const value = toText(fields[field] ?? '', limits.attribute);
    return value ? [{ name, value }] : [];
  });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Real feeds have HTML in titles and descriptions. The shop shows plain text on one line. */
function toText(html: string, limit: number): string {
  const plain = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(#x?[\da-f]+|[a-z]+);/gi, (whole, name: string) => {
      const code = name.match(/^#(x?)([\da-f]+)$/i);
      if (!code) return entities[name.toLowerCase()] ?? whole;
      const point = Number.parseInt(code[2] as string, code[1] ? 16 : 10);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
    })
    .replace(/\p{Cc}/gu, ' ')
    .toWellFormed();
  const line = toLine(plain);
  return toCopy(
    line.length <= limit ? line : `${toLine(line.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, ''))}…`,
  );
}

/** A part of a text keeps the whole text in memory. A copy does not, so a feed of long descriptions is not kept. */
function toCopy(text: string): string {
  return Buffer.from(text).toString();
}
