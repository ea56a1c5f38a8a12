import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

/** Title of a page of results. Searches are for people: other engines should not list them. */
export function toHead(q: string, language: Language): string {
  const text = texts[language];
  const title = `${q === '' ? text.search : text.results(q)} — ${text.shop}`;
  return (
    `<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>` +
    `<meta name="description" content="${text.description}"><meta name="robots" content="noindex">`
  );
}
