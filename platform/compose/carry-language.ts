/**
 * Writes the page's language into the address of every form that posts, as `?lang=`, so that what the form leads to speaks the language
 * of the page that it stands on, whatever another tab has chosen since.
 *
 * @param html a fragment's HTML
 * @example carryLanguage('<form method="post" action="/login">', 'en') // '<form method="post" action="/login?lang=en">'
 */
export function carryLanguage(html: string, language: string): string {
  if (!html.includes('action="')) return html;
  return html.replace(forms, (tag) => {
    if (tag.startsWith('<form') && !/\smethod="post"/i.test(tag)) return tag;
    return tag.replace(address, (_, before, path, query, rest) => {
      const lang = `${query ? `${query}&amp;` : '?'}lang=${encodeURIComponent(language)}`;
      return `${before}${path}${lang}${rest}"`;
    });
  });
}

const forms = /<(?:form|button|input)\s[^>]*?action="[^>]*>/gi;
/** Addresses of this shop only, as nobody else knows the parameter. */
const address = /(\s(?:form)?action=")(\/(?!\/)[^"?#]*)(\?(?!(?:[^"#]*&amp;)?lang=)[^"#]*)?((?:#[^"]*)?)"/gi;
