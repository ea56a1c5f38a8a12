import { toInline } from './to-inline.ts';

const outlines = [
  '[data-boundary]{position:relative;outline:2px dashed #345;outline-offset:1px}',
  '[data-boundary]::after{content:" " attr(data-boundary) " " attr(data-about);position:absolute;top:0;right:0;z-index:5;max-width:100%;',
  'padding:1px 6px;background:#345;color:#fff;font:700 11px/1.4 ui-monospace,monospace;pointer-events:none}',
  'body>[data-boundary=legacy]{min-height:20px}',
].join('');
let made: { content: string; hash: string } | undefined;

/**
 * Adds the outlines of `?boundaries=1` to a page of the legacy. Its first line says why the legacy answers, and its last line why it broke off.
 *
 * @param readFault why the page broke off, when it has ended
 * @returns the hash of the styles, for the policy of the page
 */
export async function outlinePage(
  rewriter: HTMLRewriter,
  about: string,
  readFault: () => string | undefined,
): Promise<string> {
  made ??= await toInline(outlines);
  const { content, hash } = made;
  rewriter.on('body', {
    element(body) {
      body.prepend(toNote(about), { html: true });
      body.prepend(`<style>${content}</style>`, { html: true });
    },
  });
  rewriter.onDocument({
    end(end) {
      const fault = readFault();
      if (fault) end.append(toNote(`the page broke off: ${fault}`), { html: true });
    },
  });
  return hash;
}

/** A line of the overlay that belongs to no element of the page. */
export function toNote(about: string): string {
  const text = about.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<div data-boundary="legacy" data-about="${text}"></div>`;
}
