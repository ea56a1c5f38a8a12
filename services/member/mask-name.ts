/**
 * Masks a name for other people. A Korean name shows its first and last syllable, `김*수`; of two syllables only the first, `김*`.
 * Another name shows the first and last letter of its first word, always with three stars, `J***n`, to hide its length.
 */
export function maskName(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[^\p{DI}]/u.test(word));
  const isKorean = words.every((word) => /^[\p{Script=Hangul}\p{Script=Han}]+$/u.test(word));
  const letters = toLetters(isKorean ? words.join('') : (words[0] ?? ''));
  const [first = ''] = letters;
  const last = letters.length > 2 ? letters.at(-1) : '';
  if (letters.length < 2) return '***';
  return `${first}${isKorean ? '*'.repeat(Math.min(3, Math.max(1, letters.length - 2))) : '***'}${last}`;
}

/** Letters as people count them. */
function toLetters(text: string): string[] {
  return [...new Intl.Segmenter('ko', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
}
