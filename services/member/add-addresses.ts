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
    const { store, found, isAgain, inserts } = await begin(c, { form: `address/${id}`, content: change }, id);
    // The same form again must not undo later changes.
    if (!found.ok || isAgain) return answer(c, found);
    return answer(c, await store.change(id, change, inserts));
  });

  app.delete('/me/addresses/:id', async (c) => {
    const id = c.req.param('id') as string;
    const { store, found, isAgain, inserts } = await begin(c, { form: `address-removal/${id}` }, id);
    if (isAgain) return c.json({ id });
    return answer(c, found.ok ? await store.remove(id, inserts) : found);
  });
}

/** Reads an address, and whether the same form took effect before. `inserts` notes with the change that it takes effect now. */
async function begin(c: MemberContext, sent: { form: string; content?: AddressChange }, id: string) {
  const [store, done] = [await openStore(c), await openDone(c)];
  const form = { member: toMember(c), key: toKey(c), ...sent };
  const earlier = await done.toSelect(form);
  const results = await c.env.DB.batch([...earlier, store.selectOne(id)]);
  return {
    store,
    found: await store.openOne(results),
    isAgain: earlier.length > 0 && results[0]?.results.length !== 0,
    inserts: await done.toInsert(form),
  };
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
