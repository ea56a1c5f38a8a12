import { escapeAttribute, type Page } from '@jogakbo/compose';
import { type Language, languages } from '@jogakbo/contracts/language';

type Addressed = {
  /** Where shoppers find the shop. */
  origin: string;
  /** The path of the request. */
  path: string;
  language: Language;
  /** Whether search engines may list the page. */
  listed: boolean;
  /** Whether the page's slice has a picture of its own for link previews. */
  pictured: boolean;
};

/**
 * What machines learn of a page's address, the same way on every page: canonical address, the languages it exists in, and whether it
 * may be listed. English has an address of its own, `?lang=en`; the address without it speaks the language of whoever asks.
 *
 * @param place the path and query of what the page shows, where its slice says so, such as the last page instead of one beyond it
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

/** Personal pages are kept from every cache, and from search engines as well. */
export function isPersonal(page: Page): boolean {
  return page.cacheControl.includes('no-store');
}
