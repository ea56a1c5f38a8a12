/** Writes an index of sitemaps. https://www.sitemaps.org/protocol.html */
export function toSitemapIndex(files: string[]): string {
  const entries = files.map((file) => `<sitemap><loc>${escapeXml(file)}</loc></sitemap>`);
  return `${declaration}<sitemapindex xmlns="${schema}">${entries.join('')}</sitemapindex>`;
}

/** Writes a sitemap. It has each page once for each language, with a link to the other language. */
export function toSitemap(origin: string, paths: readonly string[]): string {
  const entries = paths.map((path) => {
    const korean = escapeXml(origin + path);
    const english = `${korean}${path.includes('?') ? '&amp;' : '?'}lang=en`;
    const links =
      `<xhtml:link rel="alternate" hreflang="ko" href="${korean}"/>` +
      `<xhtml:link rel="alternate" hreflang="en" href="${english}"/>`;
    return [korean, english].map((address) => `<url><loc>${address}</loc>${links}</url>`).join('');
  });
  const namespaces = `xmlns="${schema}" xmlns:xhtml="http://www.w3.org/1999/xhtml"`;
  return `${declaration}<urlset ${namespaces}>${entries.join('')}</urlset>`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
