import type { Language } from '@jogakbo/contracts/language';

/** Syllables and letters of Hangul. */
export const hangul = 'ᄀ-ᇿㄱ-ㆎ가-힣';
const korean = new RegExp(`[${hangul}]`);

/**
 * The `lang` of a text that is not the page's own, such as a review or a name that a member typed. Without it a screen reader would
 * read Korean with an English voice.
 *
 * @returns undefined where the text needs no `lang` of its own
 */
export function toTextLanguage(language: Language, text: string): 'ko' | undefined {
  return language !== 'ko' && korean.test(text) ? 'ko' : undefined;
}
