import { toOwnUrl } from './to-own-url.ts';

/** The attributes that hold one address. */
const attributes = ['href', 'src', 'action', 'formaction', 'poster', 'data-src', 'data-href'];

/**
 * Rewrites the absolute links of a legacy page while it streams by. Addresses in scripts and in styles stay as they are.
 *
 * @param from the origin of the legacy
 * @param to the public origin of the shop
 */
export function rewriteLinks(rewriter: HTMLRewriter, from: string, to: string): HTMLRewriter {
  for (const name of attributes)
    rewriter.on(`[${name}]`, {
      element(element) {
        const address = element.getAttribute(name) ?? '';
        const own = toOwnUrl(address, from, to);
        if (own !== address) element.setAttribute(name, own);
      },
    });
  return rewriter
    .on('[srcset]', {
      element(element) {
        const parts = (element.getAttribute('srcset') ?? '').split(/,\s+/);
        element.setAttribute('srcset', parts.map((part) => toOwnUrl(part, from, to)).join(', '));
      },
    })
    .on('meta[content]', {
      element(element) {
        // The target of `refresh` comes after `url=`; other contents are one address.
        const content = element.getAttribute('content') ?? '';
        const [, before = '', address = ''] = /^(\s*\d+\s*;\s*url\s*=\s*['"]?)?(.*)$/is.exec(content) ?? [];
        const own = toOwnUrl(address, from, to);
        if (own !== address) element.setAttribute('content', before + own);
      },
    });
}
