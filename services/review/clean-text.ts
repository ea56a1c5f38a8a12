/** Text on one line: line breaks and tabs become spaces, and the spaces at both ends are dropped. */
export function toLine(text: string): string {
  return withoutControls(text.replace(/[\t\n\r\u2028\u2029]+/g, ' ')).trim();
}

/** Text in paragraphs: line breaks are kept, but never more than one empty line in a row. */
export function toParagraphs(text: string): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\t', ' ');
  return withoutControls(lines)
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Drops control characters and direction overrides, and replaces halves of surrogate pairs. */
function withoutControls(text: string): string {
  return text.toWellFormed().replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
}
