import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

/** Title and description of a page of results. */
export function toHead(q: string, language: Language): string {
  const text = texts[language];
  const title = `${q === '' ? text.search : text.results(q)} — ${text.shop}`;
  return (
    `<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>` +
    `<meta name="description" content="${text.description}">`
  );
}
