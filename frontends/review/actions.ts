import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { headers } from '@jogakbo/contracts/fragment';
import { ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { problem } from '@jogakbo/edge/problem';
import { readForm } from '@jogakbo/edge/read-form';
import { paths, ReviewText, WrittenView } from '@jogakbo/review-bff/contract';
import * as v from 'valibot';
import { fields, toFields } from './draft.ts';
import type { ReviewProblem } from './form-texts.ts';
import { renderForm } from './render-form.ts';

/** The form that writes a review. */
export function addActions(app: ReturnType<typeof createFrontend>): void {
  app.post('/products/:product/reviews', async (c) => {
    const product = c.req.param('product');
    if (!v.is(ProductId, product)) return problem(c, 404);
    const draft = await readForm(c.req, [...fields]);
    const input = v.safeParse(ReviewText, draft);
    if (!input.success) return refuse(422, toFields(input.issues.map((issue) => v.getDotPath(issue) ?? '')));

    const { rating, title, body } = input.output;
    const written = await call(c, c.env.BFF, paths.reviews, WrittenView, {
      method: 'POST',
      body: { productId: product, rating, title, body },
      headers: { 'idempotency-key': await toKey([c.var.identity?.visitor, product, rating, title, body]) },
      identified: true,
    });
    if (written.ok) {
      c.header(headers.invalidates, cacheTags.reviews(product));
      return c.redirect(`/products/${product}#reviews`, 303);
    }
    if (written.reason === 'not-found') return problem(c, 404);
    const refused = toFields(written.problem?.errors?.map(({ field }) => field) ?? []);
    return refused.length > 0 ? refuse(422, refused) : refuse(503, ['unavailable']);

    function refuse(status: number, problems: ReviewProblem[]): Response {
      const html = renderForm(c.var.language, product, draft, problems);
      return toFormAnswer('review/form', html, status, `/products/${product}`);
    }
  });
}

/** The same form sent twice has the same key, so that it is written once. */
async function toKey(parts: unknown[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return new Uint8Array(digest).toHex();
}
