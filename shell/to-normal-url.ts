/**
 * Brings the path and query of a request into normal form. Other forms are redirected to it, so nothing behind the shell sees two
 * spellings of one address, and no link that is made from a path leads to another host.
 *
 * Repeated slashes become one. Slashes and white space at the end are removed. Escapes are in upper case, and only where they are needed
 * (RFC 3986 §6.2.2). An escaped `?` begins the query, and an escaped `#` ends the address, because some mail programs escape both.
 *
 * @param address path and query as they were sent, such as `/products/1/?item=2`; the query stays as it is
 * @returns undefined if the path has no safe normal form: it has dot segments, backslashes or escaped slashes
 */
export function toNormalUrl(address: string): string | undefined {
  const at = address.indexOf('?');
  const path = at < 0 ? address : address.slice(0, at);
  const query = at < 0 ? '' : address.slice(at + 1);
  if (/\\|%2f|%5c/i.test(path)) return undefined;

  const [, before = '', inPath = ''] = path.match(/^(.*?)(?:%3f(.*))?$/i) ?? [];
  const escaped = inPath
    .replace(/%23.*$/, '')
    .replace(/%3d/gi, '=')
    .replace(/%26/g, '&');
  const search = [escaped, query].filter(Boolean).join('&');
  const whole = `/${toNormalEscapes(before.replace(/%23.*$/, ''))}`.replace(/\/{2,}/g, '/');
  const normal = whole.replace(ending, '') || '/';
  return normal.split('/').some(isDotSegment) ? undefined : normal + (search && `?${search}`);
}

/** Slashes, white space and characters without width. */
const ending = /(?:\/|%(?:20|09|0A|0D|C2%A0|E3%80%80|E2%80%8B|EF%BB%BF))+$/;

function isDotSegment(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}

function toNormalEscapes(path: string): string {
  // The changes below could turn a broken escape into a whole one.
  if (/%(?![\da-f]{2})/i.test(path)) return path.replace(/[^\x21-\x7e]+/g, toEscapes);
  return path
    .replace(/%[\da-f]{2}/gi, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : code.toUpperCase();
    })
    .replace(/[^\w.~!$&'()*+,;=:@/%-]+/g, toEscapes);
}

function toEscapes(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
