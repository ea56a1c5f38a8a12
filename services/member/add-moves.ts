import { MoveBatch, MoveQuery } from '@jogakbo/contracts/moves';
import { readMoves, storeMoves } from '@jogakbo/edge/answer-moves';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { requireOpenMoves } from '@jogakbo/edge/require-open-moves';
import { validate } from '@jogakbo/edge/validate';
import { MovedMember } from './contract.ts';
import { openMemberKeys } from './keys.ts';
import type { MemberApp, MemberContext } from './member-app.ts';
import { createMovableMembers } from './movable-members.ts';

/** Adds the routes by which operators move members between the shop and the program that it replaces. */
export function addMoves(app: MemberApp): void {
  app.use('/moves', guardOperator(), requireOpenMoves());

  app.get('/moves', validate('query', MoveQuery), async (c) =>
    c.json(await readMoves(await openMovable(c), c.req.valid('query'))),
  );

  app.put('/moves', validate('json', MoveBatch(MovedMember)), async (c) =>
    c.json(await storeMoves(await openMovable(c), c.req.valid('json').moves)),
  );
}

async function openMovable(c: MemberContext) {
  return createMovableMembers(c.env.DB, await openMemberKeys(c.env.MEMBER_KEYS), c.var.now());
}
