/**
 * Whether balanced HTML can be in `<head>`. A browser ends the head at the first text and at the first element that is no metadata, and
 * then the rest of the head is in the body, beside the page.
 *
 * @param html balanced HTML
 */
export function isMetadata(html: string): boolean {
  let at = 0;
  while (at < html.length) {
    part.lastIndex = at;
    if (!part.test(html)) return false;
    at = part.lastIndex;
  }
  return true;
}

/** One part at a time, so that the time grows only linearly with the length of the text. */
const part =
  /[\t\n\f\r ]+|<!--(?:-?>|[\s\S]*?--!?>)|<(?:base|link|meta)(?=[\t\n\f\r />])(?:"[^"]*"|'[^']*'|[^"'>])*>|<(title|script|style)(?=[\t\n\f\r />])(?:"[^"]*"|'[^']*'|[^"'>])*>[\s\S]*?<\/\1[\t\n\f\r ]*>/iy;
