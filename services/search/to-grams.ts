/** The letters of one token of the index `listing_gram`. Shorter words are found as the beginning of a token. */
const gramLength = 3;

/**
 * Spells a text as the tokens of the index: every three letters in their order, and at the end the last two and the last one. So a
 * word is a row of tokens wherever it is in the text, also across spaces.
 */
export function toGrams(text: string): string {
  const letters = [...text.replaceAll(' ', '')];
  let grams = '';
  for (let start = 0; start < letters.length; start++) {
    if (start > 0) grams += ' ';
    for (let next = start; next < start + gramLength && next < letters.length; next++) grams += letters[next];
  }
  return grams;
}

/** Whether a word is shorter than a token, so that it is found as the beginning of tokens. */
export function isShort(text: string): boolean {
  return [...text].length < gramLength;
}

/**
 * Writes a word as a phrase of FTS5: https://www.sqlite.org/fts5.html#full_text_query_syntax
 *
 * @param text the word without spaces
 */
export function toPhrase(text: string): string {
  if (isShort(text)) return `${quote(text)} *`;
  const whole = toGrams(text)
    .split(' ')
    .slice(0, 1 - gramLength);
  return quote(whole.join(' '));
}

/** Quotes a text for FTS5. */
export function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Spells a category as one token. A slug stays as it is. */
export function toCategoryToken(category: string): string {
  return encodeURIComponent(category.toWellFormed());
}
