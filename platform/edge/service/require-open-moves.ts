import type { MiddlewareHandler } from 'hono';
import { problem } from '../app/problem.ts';

/** `MOVES` is `open` while rows with personal data move between the shop and another program. */
export type MoveSettings = { MOVES?: string };

/**
 * Lets requests pass while the variable `MOVES` is `open`; others get 404. So the operators' token alone cannot read the personal data of a shop
 * that moves nothing. Use it after `guardOperator`.
 */
export function requireOpenMoves(): MiddlewareHandler<{ Bindings: MoveSettings }> {
  return async function requireOpen(c, next) {
    if (c.env.MOVES === 'open') return next();
    const detail =
      'These rows have personal data. Set the variable MOVES of this service to "open" while they move.';
    return problem(c, 404, { detail });
  };
}
