import { expect, test } from 'bun:test';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';

const fields = { name: '홍길동', email: 'hong@example.com', password: '칼국수 먹는 화요일', next: '/' };

test.skipIf(!Bun.which('redis-server'))('members and sessions survive a restart', async () => {
  const before = await openShop({ redis: 'redis' });
  const visitor = createVisitor(before.url);
  expect((await visitor.post('/signup', fields)).status).toBe(303);
  await before.close({ keep: true });

  const after = await openShop({ redis: 'redis', stateDirectory: before.stateDirectory });
  try {
    const returning = createVisitor(after.url);
    for (const [name, value] of visitor.cookies) returning.cookies.set(name, value);
    const { text, status } = await returning.get('/my');
    expect(status).toBe(200);
    expect(toText(readSlot(text, 'links').html)).toContain('홍길동 님');
    expect((await createVisitor(after.url).post('/login', fields)).status).toBe(303);
    // The first folder has the databases of workerd, and the second one those of the one program.
    const files = new Bun.Glob('{v3,databases}/**/*.sqlite').scan({
      ...{ cwd: before.stateDirectory, absolute: true },
    });
    for await (const file of files) {
      const bytes = Buffer.from(await Bun.file(file).arrayBuffer());
      expect([file, bytes.includes('hong@example.com')]).toEqual([file, false]);
    }
  } finally {
    await after.close();
  }
});

test('while Redis is down, pages work, and logging in fails with a reason', async () => {
  const logged: string[] = [];
  const shop = await openShop({
    ...{ settings: { REDIS_TIMEOUT: '500' }, logLevel: 'info', onLog: (line) => logged.push(line) },
  });
  try {
    const visitor = createVisitor(shop.url);
    expect((await visitor.post('/signup', fields)).status).toBe(303);
    // The log never contains the token of a mailed link, whether the link works or not.
    const { text: mails } = await visitor.get('/_dev/mail');
    const token = mails.match(/confirm\?token=([\w-]{43})/)?.[1] as string;
    expect((await visitor.get(`/confirm?token=${token}`)).status).toBe(200);
    expect((await visitor.get(`/password/reset?token=${token}`)).status).toBe(200);
    const wrong = await visitor.post('/password/reset', { token, password: '짜장면 먹는 수요일' });
    expect(wrong.status).toBe(422);
    expect((await visitor.post('/confirm', { token })).status).toBe(303);
    expect(logged.join()).toContain('/password/reset');
    expect(logged.join()).not.toContain(token);
    await shop.upstash.close();

    for (const path of ['/', '/products/51862822', '/login', '/signup', '/help']) {
      const page = await visitor.get(path);
      expect([path, page.status]).toEqual([path, 200]);
      // The header has neither a guest's links nor a member's, since the shell cannot tell which are right.
      expect(toText(readSlot(page.text, 'links').html)).toBe('고객센터');
    }
    expect((await visitor.get('/api/member/session')).status).toBe(503);

    const refused = await visitor.post('/login', { ...fields, next: '/cart' });
    expect(refused.status).toBe(503);
    const { html } = readSlot(refused.text, 'form');
    expect(toText(html)).toContain('지금은 로그인할 수 없어요');
    expect(html).toContain('value="hong@example.com"');
    expect(html).not.toContain(fields.password);
    const unsigned = await visitor.post('/signup', { ...fields, email: 'kim@example.com' });
    expect(unsigned.status).toBe(503);
    expect(toText(readSlot(unsigned.text, 'form').html)).toContain('지금은 가입할 수 없어요');

    // A member whose session cannot be looked up gets 503 ("cannot tell"), never a refusal.
    for (const path of ['/my', '/cart', '/orders', '/orders/some-order']) {
      const page = await visitor.get(path);
      expect([path, page.status, page.headers.get('retry-after')]).toEqual([path, 503, '1']);
      expect(toText(readSlot(page.text, 'message').html)).toContain('로그인 상태를 확인할 수 없어요');
    }
    expect((await visitor.get('/_fragments/order/list')).status).toBe(503);

    const everywhere = await visitor.post('/logout', { everywhere: '1' });
    expect(everywhere.status).toBe(503);
    expect(readSlot(everywhere.text, 'message').html).toContain('name="everywhere" value="1"');
    const renamed = await visitor.post('/my', { name: '김첨지', language: 'ko' });
    expect(renamed.status).toBe(503);
    expect(readSlot(renamed.text, 'message').html).toContain('name="name" value="김첨지"');
    const cancelled = await visitor.post('/orders/1/cancellation', { key: 'k' });
    expect([cancelled.status, cancelled.location]).toEqual([503, null]);
    expect(visitor.cookies.get('session')).toMatch(/^[\w-]{43}$/);
    const out = await visitor.post('/logout', {});
    expect([out.status, visitor.cookies.has('session')]).toEqual([303, false]);
  } finally {
    await shop.close();
  }
});
