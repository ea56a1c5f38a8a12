import { describe, expect, test } from 'bun:test';
import { createProgram } from '../create-program.helper.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { createVisitor } from '../create-visitor.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();
const program = await createProgram(shop, ['catalog:read', 'cart', 'orders', 'checkout']);
const member = await createShopper(shop);

describe('a program that asks a member', () => {
  test('sends a guest to the log-in, and from there back to its question', async () => {
    const guest = createVisitor(shop.url);
    const { status, location } = await guest.get(program.page);
    expect([status, location]).toEqual([303, `/login?next=${encodeURIComponent(program.page)}`]);
    const { email, password } = member;
    const entered = await guest.post('/login', { email, password, next: program.page });
    expect(entered.location).toBe(program.page);
    expect((await guest.get(program.page)).text).toContain('Phone app');
  });

  test('gets a code, its own state, and the issuer of the metadata', async () => {
    const { issuer } = (await (await fetch(`${shop.url}/.well-known/oauth-authorization-server`)).json()) as {
      issuer: string;
    };
    const back = await program.ask(member);
    expect(back.origin + back.pathname).toBe('https://app.example/back');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      ...{ from: 'shop', code: expect.stringMatching(/^jbc_/), state: program.request.state, iss: issuer },
    });
    const refused = await program.ask(member, 'refuse');
    expect(refused.searchParams.get('error')).toBe('access_denied');
  });

  test('gets tokens that end when the member logs out everywhere', async () => {
    const other = await createShopper(shop);
    const tokens = await program.connect(other);
    expect(tokens.scope).toBe('catalog:read cart orders checkout');
    const ask = () => program.api(tokens.access_token, '/menu/links');
    expect((await ask()).status).toBe(200);
    expect((await other.get('/my')).text).toContain('Phone app');

    await other.post('/logout', { everywhere: '1' });
    expect((await ask()).status).toBe(401);
    const refreshed = await program.refresh(tokens.refresh_token);
    expect([refreshed.status, await refreshed.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });

  test('loses what a member ends on their page', async () => {
    const tokens = await program.connect(member);
    const ended = await member.post(`/my/apps/${program.id}`, {});
    expect(ended.location).toBe('/my?done=app-disconnected#apps');
    expect((await program.api(tokens.access_token, '/menu/links')).status).toBe(401);
  });
});
