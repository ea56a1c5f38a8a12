import { escapeAttribute, type Page } from '@jogakbo/compose';
import { type Language, languages } from '@jogakbo/contracts/language';

type Addressed = {
  /** The public address of the shop. */
  origin: string;
  /** The path of the request. */
  path: string;
  language: Language;
  /** Whether search engines may list the page. */
  listed: boolean;
  /** Whether the slice of the page has its own picture for link previews. */
  pictured: boolean;
};

/**
 * Writes the tags about a page's address for machines: the canonical address, the addresses in other languages, and whether the page may
 * be listed. English has its own address, `?lang=en`. At the address without it the page is in the language of the visitor.
 *
 * @param place path and query of the shown content, if its slice names them; a request for a page after the last shows the last page
 */
export function toAddressTags(of: Addressed, place = of.path): string {
  if (!of.listed) return '<meta name="robots" content="noindex">';
  const whole = escapeAttribute(of.origin + place);
  const english = `${whole}${place.includes('?') ? '&amp;' : '?'}lang=en`;
  const canonical = of.language === 'en' ? english : whole;
  const [locale, other] = of.language === 'en' ? ['en_US', 'ko_KR'] : ['ko_KR', 'en_US'];
  const preview: Record<string, string> = {
    site_name: of.language === 'en' ? 'Jogakbo' : '조각보',
    locale: locale as string,
    'locale:alternate': other as string,
    url: canonical,
    ...(of.pictured
      ? {}
      : {
          type: 'website',
          image: `${escapeAttribute(of.origin)}/icons/preview.png`,
          'image:width': '1200',
          'image:height': '630',
        }),
  };
  return [
    `<link rel="canonical" href="${canonical}">`,
    ...languages.map(
      (language) =>
        `<link rel="alternate" hreflang="${language}" href="${language === 'en' ? english : whole}">`,
    ),
    `<link rel="alternate" hreflang="x-default" href="${whole}">`,
    ...Object.entries(preview).map(([name, content]) => `<meta property="og:${name}" content="${content}">`),
  ].join('');
}

/** Tells whether a page is for one person: no cache stores it, and no search engine lists it. */
export function isPersonal(page: Page): boolean {
  return page.cacheControl.includes('no-store');
}
