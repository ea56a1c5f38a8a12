/**
 * Adds `?lang=` with the page's language to the address of every form that posts. The page after the form is then in the same language,
 * even if the visitor has chosen another language in another tab.
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
/** Addresses on this site only, as other sites do not know the parameter. */
const address = /(\s(?:form)?action=")(\/(?!\/)[^"?#]*)(\?(?!(?:[^"#]*&amp;)?lang=)[^"#]*)?((?:#[^"]*)?)"/gi;
