import { PublicPart, publicPartPath } from '@jogakbo/contracts/api';
import { call } from '@jogakbo/edge/call';
import type { Context } from 'hono';
import { bffOf, type ShellEnv, slicesOf } from '../bindings.ts';

/** The public part of each slice that has one. */
export type PublicParts = Map<string, PublicPart>;

/** For how long an isolate keeps the parts. A new version of a slice is seen after this time. */
const partsLifetimeMs = 60_000;

const kept = new WeakMap<object, { parts: PublicParts; until: number }>();

/**
 * Asks every slice for its public routes. A slice without any answers 404.
 *
 * @returns undefined if a slice does not answer: a part of the document would look like the whole one
 */
export async function readPublicParts(c: Context<ShellEnv>): Promise<PublicParts | undefined> {
  const now = Date.now();
  const last = kept.get(c.env);
  if (last && last.until > now) return last.parts;
  const found = await Promise.all(
    slicesOf(c.env).map(async ({ slice }) => {
      const bff = bffOf(c.env, slice);
      const part = bff && (await call(c, bff, publicPartPath, PublicPart));
      return [slice, part] as const;
    }),
  );
  const parts: PublicParts = new Map();
  for (const [slice, part] of found) {
    if (part?.ok) parts.set(slice, part.value);
    else if (part && part.reason !== 'not-found') return undefined;
  }
  kept.set(c.env, { parts, until: now + partsLifetimeMs });
  return parts;
}
