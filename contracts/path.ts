/** A value in a path or a query. */
type Value = string | number;

/**
 * Builds a path in which each value stays one segment. The values `.` and `..` would lead to another folder even if they are encoded, so
 * they become a segment that does not exist.
 *
 * @example toPath`/orders/${id}/cancellation`
 */
export function toPath(parts: TemplateStringsArray, ...values: Value[]): string {
  return parts.reduce((path, part, index) => path + toSegment(values[index - 1] as Value) + part);
}

/**
 * Adds a query to a path. Undefined values are left out. Commas, which separate the ids of a batch, are not encoded.
 *
 * @param query names and values of the parameters
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
