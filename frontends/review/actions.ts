import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { headers } from '@jogakbo/contracts/fragment';
import { ProductId } from '@jogakbo/contracts/ids';
import { call, type Failure } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { problem } from '@jogakbo/edge/problem';
import { readForm } from '@jogakbo/edge/read-form';
import { paths, ReviewText, WithdrawnView, WrittenView } from '@jogakbo/review-bff/contract';
import * as v from 'valibot';
import { fields, toFields } from './draft.ts';
import type { ReviewProblem } from './form-texts.ts';
import { readOwn } from './read-own.ts';
import { renderForm } from './render-form.ts';
import { toFormHref } from './to-form-href.ts';
import type { WhoMay } from './who-may.ts';

/** Adds the form that writes, changes and withdraws a review. */
export function addActions(app: ReturnType<typeof createFrontend>): void {
  app.post('/products/:product/reviews', async (c) => {
    const product = c.req.param('product');
    if (!v.is(ProductId, product)) return problem(c, 404);
    const { key, intent, ...draft } = await readForm(c.req, [...fields, 'key', 'intent']);
    const reviews = `/products/${product}#reviews`;
    if (!c.var.identity?.member) return refuse(401, { who: 'guest' });

    if (intent === 'withdraw') {
      const path = paths.own(product);
      const gone = await call(c, c.env.BFF, path, WithdrawnView, { method: 'DELETE', identified: true });
      return gone.ok ? done(reviews) : refuseFor(gone);
    }
    const input = v.safeParse(ReviewText, draft);
    if (!input.success)
      return refuseOwn(422, toFields(input.issues.map((issue) => v.getDotPath(issue) ?? '')));
    const written = await call(c, c.env.BFF, paths.reviews, WrittenView, {
      method: 'POST',
      body: { productId: product, ...input.output },
      headers: key ? { 'idempotency-key': encodeURIComponent(key).slice(0, 100) } : {},
      identified: true,
    });
    if (written.ok) return done(written.value.changedAt ? toFormHref(product) : reviews);
    // The form was accepted earlier, and its review has been withdrawn since.
    return written.status === 409 ? done(reviews) : refuseFor(written);

    function done(location: string): Response {
      c.header(headers.invalidates, cacheTags.reviews(product as string));
      return c.redirect(location, 303);
    }

    async function refuseFor(failure: Failure): Promise<Response> {
      if (failure.status === 401) return refuse(401, { who: 'guest' });
      if (failure.status === 403) return refuse(403, { who: 'not-delivered' });
      if (failure.status === 429) return refuseOwn(429, ['too-many'], failure);
      const refused = toFields(failure.problem?.errors?.map(({ field }) => field) ?? []);
      return refused.length > 0 ? refuseOwn(422, refused) : refuseOwn(503, ['unavailable']);
    }

    /** Refuses a member's form. It reads again whether the member has a review. */
    async function refuseOwn(
      status: number,
      problems: ReviewProblem[],
      failure?: Failure,
    ): Promise<Response> {
      const { who } = await readOwn(c, product as string);
      return refuse(status, { who: who === 'unknown' ? 'may-write' : who, problems }, failure);
    }

    function refuse(
      status: number,
      shown: { who: WhoMay; problems?: ReviewProblem[] },
      failure?: Failure,
    ): Response {
      const html = renderForm({ language: c.var.language, product: product as string, draft, ...shown });
      return toFormAnswer('review/form', html, status, `/products/${product}`, failure);
    }
  });
}
