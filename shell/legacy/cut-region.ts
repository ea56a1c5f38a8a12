import { rewriteLinks } from './rewrite-links.ts';

type Cut = {
  selector: string;
  /** The origin of the legacy. */
  from: string;
  /** The public origin of the shop. */
  to: string;
};

/** Elements that would act on the whole page, or that the policy of the shell's page blocks. */
const left = 'script, style, link, base, meta, title, iframe, object, embed';

/**
 * Cuts a part out of a page of the legacy: the first element that the selector finds, with its content.
 *
 * @returns undefined if there is none, or if it does not end
 */
export async function cutRegion(html: string, { selector, from, to }: Cut): Promise<string | undefined> {
  // Nothing in the page can be the same.
  const mark = crypto.randomUUID();
  let found = false;
  const rewriter = new HTMLRewriter().on(selector, {
    element(element) {
      if (found) return;
      found = true;
      element.before(`<!--${mark}-->`, { html: true });
      element.after(`<!--${mark}-->`, { html: true });
    },
  });
  rewriter.on(left, { element: (element) => void element.remove() });
  const marked = await rewriteLinks(rewriter, from, to).transform(new Response(html)).text();
  const parts = marked.split(`<!--${mark}-->`);
  return parts.length === 3 ? parts[1] : undefined;
}
