import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { createAddressStore } from './address-store.ts';
import { AddressChange } from './contract.ts';
import { openMemberKeys } from './keys.ts';
import { type MemberApp, type MemberContext, openDone, toKey, toMember } from './member-app.ts';
import { refuse } from './refuse.ts';

/** Adds the routes of a member's addresses; `requireMember` comes before them. */
export function addAddresses(app: MemberApp): void {
  app.get('/me/addresses', async (c) => c.json({ addresses: await (await openStore(c)).list() }));

  app.post('/me/addresses', validate('json', AddressChange), async (c) => {
    const added = await (await openStore(c)).add(c.req.valid('json'), c.var.now(), toKey(c));
    return added ? c.json(added, 201) : refuse(c, { reason: 'too-many-addresses' });
  });

  app.get('/me/addresses/:id', async (c) => {
    return answer(c, await (await openStore(c)).find(c.req.param('id')));
  });

  app.put('/me/addresses/:id', validate('json', AddressChange), async (c) => {
    const id = c.req.param('id') as string;
    const change = c.req.valid('json');
    const [store, done] = [await openStore(c), await openDone(c)];
    const sent = { member: toMember(c), form: `address/${id}`, key: toKey(c), content: change };
    // The same form again must not undo later changes.
    const found = (await done.has(sent)) ? await store.find(id) : await store.change(id, change);
    if (found.ok) await done.add(sent);
    return answer(c, found);
  });

  app.delete('/me/addresses/:id', async (c) => {
    const id = c.req.param('id') as string;
    const done = await openDone(c);
    const sent = { member: toMember(c), form: `address-removal/${id}`, key: toKey(c) };
    if (await done.has(sent)) return c.json({ id });
    const found = await (await openStore(c)).remove(id);
    if (found.ok) await done.add(sent);
    return answer(c, found);
  });
}

async function openStore(c: MemberContext) {
  return createAddressStore(c.env.DB, await openMemberKeys(c.env.MEMBER_KEYS), toMember(c));
}

type Found = Awaited<ReturnType<ReturnType<typeof createAddressStore>['find']>>;

/** Answers for another member's address as if it did not exist, and publishes the attempt. */
async function answer(c: MemberContext, found: Found): Promise<Response> {
  if (found.ok) return c.json(found.address);
  if (found.reason === 'not-theirs') {
    const id = c.req.param('id') as string;
    await c.var.publish('access.denied', { resource: 'address', id, member: toMember(c) }).run();
  }
  return problem(c, 404);
}
