import type { Language } from '@jogakbo/contracts/language';

/** The `lang` of product data, which is Korean. A Korean page needs none. */
export function toDataLanguage(language: Language): 'ko' | undefined {
  return language === 'ko' ? undefined : 'ko';
}
