import { call } from '@jogakbo/edge/call';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import type { FrontendBindings } from '@jogakbo/edge/fragment';
import { OwnView, paths } from '@jogakbo/review-bff/contract';
import type { Context } from 'hono';
import type { Draft } from './draft.ts';
import type { WhoMay } from './who-may.ts';

/** Reads whether the visitor may review a product, and their own review as values of the form. */
export async function readOwn(
  c: Context<EdgeEnv<FrontendBindings>>,
  product: string,
): Promise<{ who: WhoMay; draft?: Draft }> {
  if (!c.var.identity?.member) return { who: 'guest' };
  const own = await call(c, c.env.BFF, paths.own(product), OwnView, { identified: true });
  if (!own.ok) return { who: own.status === 401 ? 'guest' : 'unknown' };
  const { delivered, review } = own.value;
  if (!review) return { who: delivered ? 'may-write' : 'not-delivered' };
  const { rating, title, body } = review;
  return { who: 'may-change', draft: { rating: String(rating), title, body } };
}
