import type { Language } from '@jogakbo/contracts/language';

/** The `lang` of product data, which is Korean, on a page that is not; none where the page is Korean itself. */
export function toDataLanguage(language: Language): 'ko' | undefined {
  return language === 'ko' ? undefined : 'ko';
}
