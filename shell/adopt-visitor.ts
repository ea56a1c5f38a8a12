import { headers } from '@jogakbo/contracts/fragment';
import { adoptionPath } from '@jogakbo/contracts/identity';
import { call } from '@jogakbo/edge/call';
import { createMinter } from '@jogakbo/edge/create-minter';
import type { Context } from 'hono';
import * as v from 'valibot';
import { bffOf, type ShellEnv } from './bindings.ts';
import { lookUpSession } from './look-up-session.ts';
import { slicesWith } from './slices.ts';

const keepers = slicesWith('keepsForVisitors');

/** Log-in waits this long for each slice. */
const adoptionTimeoutMs = 2_000;

/**
 * Gives the data of a visitor, such as the cart, to the member of a session that has just begun.
 *
 * @returns whether every slice did it, so the visitor's id can end
 */
export async function adoptVisitor(c: Context<ShellEnv>, session: string, visitor: string): Promise<boolean> {
  const loggedIn = await lookUpSession(c, session, { use: 'write' });
  if (typeof loggedIn !== 'object') return false;
  const subject = { member: loggedIn.member, visitor, audience: keepers };
  const token = await createMinter(c.env.IDENTITY_KEY)(subject, c.var.now());
  const adoptions = keepers.map(async (slice) => {
    const bff = bffOf(c.env, slice);
    if (!bff) return false;
    const adopted = await call(c, bff, adoptionPath, v.unknown(), {
      ...{ method: 'POST', headers: { [headers.identity]: token }, within: adoptionTimeoutMs },
    });
    return adopted.ok;
  });
  return (await Promise.all(adoptions)).every(Boolean);
}
