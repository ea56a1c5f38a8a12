import type { Language } from '@jogakbo/contracts/language';

/** Syllables and letters of Hangul. */
export const hangul = 'ᄀ-ᇿㄱ-ㆎ가-힣';
const korean = new RegExp(`[${hangul}]`);

/**
 * The `lang` of a text that a person or another team wrote, such as a review or a member's name. Without it a screen reader would read
 * Korean with an English voice.
 *
 * @returns `undefined` if the text is in the language of the page
 */
export function toTextLanguage(language: Language, text: string): 'ko' | undefined {
  return language !== 'ko' && korean.test(text) ? 'ko' : undefined;
}
