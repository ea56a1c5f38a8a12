import type { EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Bindings } from './bindings.ts';
import { type Draft, DraftRequest, QuoteInput, Source } from './contract.ts';
import { createDraftStore, type KeptDraft } from './draft-store.ts';
import { drawUp } from './draw-up.ts';
import { memberOf } from './member-of.ts';

type Env = EdgeEnv<Bindings>;

/** What members are about to order, and what it comes to. */
export function addDrafts(app: Hono<Env>): void {
  app.post('/drafts', validate('json', DraftRequest), async (c) => {
    const { source, lines, postcode } = c.req.valid('json');
    const store = createDraftStore(c.env.DB, memberOf(c));
    const wanted = { lines, postcode, coupons: [], labels: [] };
    const drawn = await drawUp(c, c.env, wanted);
    if (drawn.ok) return c.json(toDraft(await store.keep(source, lines, drawn.value, c.var.now())));
    if (drawn.reason === 'no-such-place') return noSuchPlace(c);
    const earlier = drawn.status >= 500 ? await store.findOpen(source) : undefined;
    return earlier && hasLines(earlier, lines) ? c.json(toDraft(earlier, false)) : passFailure(c, drawn);
  });

  app.get('/drafts', validate('query', v.object({ source: Source })), async (c) => {
    const draft = await createDraftStore(c.env.DB, memberOf(c)).findOpen(c.req.valid('query').source);
    return draft ? c.json(toDraft(draft, false)) : problem(c, 404);
  });

  app.post('/drafts/:id/quotes', validate('json', QuoteInput), async (c) => {
    const { postcode, coupons } = c.req.valid('json');
    const draft = await createDraftStore(c.env.DB, memberOf(c)).find(c.req.param('id') as string);
    if (!draft) return problem(c, 404);
    if (draft.orderId) return c.json(toDraft(draft));
    const wanted = { lines: draft.lines, postcode, coupons, labels: draft.snapshot.lines };
    const drawn = await drawUp(c, c.env, wanted);
    if (drawn.ok) return c.json(toDraft({ ...draft, snapshot: drawn.value }));
    if (drawn.reason === 'no-such-place') return noSuchPlace(c);
    return drawn.status >= 500 ? c.json(toDraft(draft, false)) : passFailure(c, drawn);
  });
}

function toDraft({ id, source, orderId, snapshot }: KeptDraft, current = true): Draft {
  return { id, source, orderId, snapshot, current };
}

function hasLines({ lines }: KeptDraft, wanted: KeptDraft['lines']): boolean {
  const toText = (each: KeptDraft['lines']) =>
    each.map(({ itemId, quantity }) => `${itemId}×${quantity}`).join();
  return toText(lines) === toText(wanted);
}

function noSuchPlace(c: Context): Response {
  const errors = [{ field: 'postcode', message: 'is no postcode we deliver to' }];
  return problem(c, 422, { reason: 'no-such-place', errors });
}
