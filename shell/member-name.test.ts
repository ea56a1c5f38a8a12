import { expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createTestShell } from './create-test-shell.helper.ts';

const cookie = `__Host-session=${'s'.repeat(43)}`;

/** Opens a path as a member. Gives the look-ups of the session, and the name in the tokens of each slice. */
async function open(path: string, answer?: object) {
  const house = await createTestShell();
  house.state.sessions = 'm1';
  if (answer)
    house.state.answer = ({ binding }) => (binding === 'SESSIONS' ? Response.json(answer) : undefined);
  await (await house.fetch(path, { headers: { cookie } })).text();
  const names: Record<string, (string | undefined)[]> = {};
  for (const asked of house.asked.filter(({ request }) => request.headers.has(headers.identity))) {
    const identity = await house.whoAsked(asked);
    expect(identity).toMatchObject({ member: 'm1' });
    names[asked.binding] = [...new Set([...(names[asked.binding] ?? []), identity?.name])];
  }
  const lookUps = house.asked.filter(({ request }) => request.headers.has(headers.session));
  return { names, lookUps: lookUps.map(({ binding, request }) => binding + request.url.slice(13)) };
}

test('a page looks the session up with the name, at the service and not at the BFF', async () => {
  expect((await open('/')).lookUps).toEqual(['SESSIONS/session?with=name']);
});

test('the name is in the token of the member slice, and in no other', async () => {
  const { names } = await open('/');
  expect(names).toEqual({ MEMBER_FRONTEND: ['홍길동'], CART_FRONTEND: [undefined] });
  expect((await open('/orders')).names).toMatchObject({ ORDER_FRONTEND: [undefined] });
  expect((await open('/products/51862822?review=write')).names).toMatchObject({
    REVIEW_FRONTEND: [undefined],
  });
});

test('the name is looked up only for a page, and for a fragment of the member slice', async () => {
  expect(await open('/api/cart/cart')).toMatchObject({
    ...{ lookUps: ['SESSIONS/session'], names: { CART_BFF: [undefined] } },
  });
  expect((await open('/_fragments/cart/mini-cart')).lookUps).toEqual(['SESSIONS/session']);
  expect((await open('/_fragments/member/links')).names).toEqual({ MEMBER_FRONTEND: ['홍길동'] });
});

test('a member is known without a name, if the service is older or cannot read the name', async () => {
  expect((await open('/', { member: 'm1' })).names).toEqual({
    ...{ MEMBER_FRONTEND: [undefined], CART_FRONTEND: [undefined] },
  });
});
