import { pageVersionName } from '@jogakbo/contracts/fragment';

/**
 * Adds the page's language and the fragment's version to the address of every form that posts. The page after the form is then in the same
 * language, and the host can pass the form to the version that made it, whatever the visitor chose in another tab.
 *
 * @param html a fragment's HTML
 * @param version the version of the fragment; an empty one is left out
 * @example carryPage('<form method="post" action="/login">', 'en', '7') // '<form method="post" action="/login?page-version=7&amp;lang=en">'
 */
export function carryPage(html: string, language: string, version: string): string {
  if (!html.includes('action="')) return html;
  const named = version ? `${pageVersionName}=${encodeURIComponent(version)}&amp;` : '';
  return html.replace(forms, (tag) => {
    if (tag.startsWith('<form') && !/\smethod="post"/i.test(tag)) return tag;
    return tag.replace(address, (_, before, path, query, rest) => {
      const added = `${query ? `${query}&amp;` : '?'}${named}lang=${encodeURIComponent(language)}`;
      return `${before}${path}${added}${rest}"`;
    });
  });
}

const forms = /<(?:form|button|input)\s[^>]*?action="[^>]*>/gi;
/** Addresses on this site only, as other sites do not know the parameters. */
const address = /(\s(?:form)?action=")(\/(?!\/)[^"?#]*)(\?(?!(?:[^"#]*&amp;)?lang=)[^"#]*)?((?:#[^"]*)?)"/gi;
