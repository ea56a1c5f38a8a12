/** What a path or a query can be made of. */
type Value = string | number;

/**
 * A path in which each value stays one segment, whatever it holds. A value of dots, which would lead to another folder even when it is
 * encoded, becomes a segment that names nothing.
 *
 * @example toPath`/orders/${id}/cancellation`
 */
export function toPath(parts: TemplateStringsArray, ...values: Value[]): string {
  return parts.reduce((path, part, index) => path + toSegment(values[index - 1] as Value) + part);
}

/**
 * A path with a query. Values that are undefined are left out; commas, which separate the ids of a batch, stay as they are.
 *
 * @example withQuery('/stock', { product, item }) // '/stock?product=1&item=2'
 */
export function withQuery(path: string, query: Record<string, Value | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const pairs = given.map(([name, value]) => `${name}=${encode(value as Value).replaceAll('%2C', ',')}`);
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

function toSegment(value: Value): string {
  return /^\.{1,2}$/.test(String(value))
    ? encodeURIComponent('%2E'.repeat(String(value).length))
    : encode(value);
}

function encode(value: Value): string {
  return encodeURIComponent(String(value).toWellFormed());
}
