import { afterAll, describe, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop();
afterAll(() => shop.close());

const password = '칼국수 먹는 화요일';
const nano = { productId: '51862822', itemId: '183485417' };
const plenty = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
const home = {
  ...{ recipient: '홍길동', phone: '010-1234-5678', postcode: '06236', street: '서울 강남구 테헤란로 1' },
  ...{ detail: '3층', key: 'form-1' },
};
type Visitor = ReturnType<typeof createVisitor>;

let last = 0;
const toEmail = () => `member-${++last}@example.com`;

async function signUp(fields: Record<string, string> = {}, visitor = createVisitor(shop.url)) {
  const email = toEmail();
  const answer = await visitor.post('/signup', { name: '홍길동', email, password, next: '/', ...fields });
  expect(answer.status).toBe(303);
  return { visitor, email, answer };
}

/** The links in the header. On a busy machine, a session may be looked up too late. Then there is one link, and the test asks again. */
const links = (visitor: Visitor) =>
  until('the links', async () => {
    const text = toText(readSlot((await visitor.get('/robots')).text, 'links').html);
    return text.includes(' ') && text;
  });
const guestLinks = '즐겨찾기 입점신청 로그인 회원가입 고객센터';
const cookieOf = (headers: Headers, name: string) =>
  headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));

describe('a session', () => {
  test('begins with a sign-up, ends with a log-out, and begins again with a log-in', async () => {
    const visitor = createVisitor(shop.url);
    expect(await links(visitor)).toBe(guestLinks);
    const { email, answer } = await signUp({ next: '/cart?a=1' }, visitor);
    expect(answer.location).toBe('/cart?a=1');
    expect(cookieOf(answer.headers, 'session')).toMatch(
      /^session=[\w-]{43}; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Lax$/,
    );
    expect(await links(visitor)).toBe('즐겨찾기 입점신청 홍길동 님 로그아웃 고객센터');
    expect(toText(readSlot((await visitor.get('/my')).text, 'profile').html)).toContain(email);

    const out = await visitor.post('/logout', {});
    expect([out.status, out.location]).toEqual([303, '/']);
    expect(cookieOf(out.headers, 'session')).toStartWith('session=; Path=/; Max-Age=0');
    expect(await links(visitor)).toBe(guestLinks);
    expect(await visitor.get('/my')).toMatchObject({ status: 303, location: '/login?next=%2Fmy' });

    const wrong = await visitor.post('/login', { email, password: 'wrong', next: '/my' });
    expect(wrong.status).toBe(422);
    expect(toText(readSlot(wrong.text, 'form').html)).toContain('이메일이나 비밀번호가 맞지 않아요');
    expect(wrong.text).toContain(`value="${email}"`);
    const back = await visitor.post('/login', { email: email.toUpperCase(), password, next: '/my' });
    expect([back.status, back.location]).toEqual([303, '/my']);
    expect((await visitor.get('/my')).status).toBe(200);
  });

  test('that was logged out is over, even for a kept cookie', async () => {
    const { visitor } = await signUp();
    const thief = createVisitor(shop.url);
    thief.cookies.set('session', visitor.cookies.get('session') as string);
    expect((await thief.get('/my')).status).toBe(200);
    await visitor.post('/logout', {});
    expect((await thief.get('/my')).status).toBe(303);
    expect(await links(thief)).toBe(guestLinks);
  });

  test('ends by a log-out everywhere, a log-out elsewhere, or a new password', async () => {
    const { visitor, email } = await signUp();
    const others = [createVisitor(shop.url), createVisitor(shop.url), createVisitor(shop.url)] as const;
    for (const other of others) await other.post('/login', { email, password, next: '/' });
    const statuses = () =>
      Promise.all([visitor, ...others].map(async (each) => (await each.get('/my')).status));
    expect(await statuses()).toEqual([200, 200, 200, 200]);

    expect((await visitor.post('/my/sessions', {})).location).toBe('/my?done=sessions');
    expect(await statuses()).toEqual([200, 303, 303, 303]);

    await others[0].post('/login', { email, password, next: '/' });
    const changed = await visitor.post('/my/password', { current: password, password: '짜장면 먹는 수요일' });
    expect(changed.location).toBe('/my?done=password');
    expect(await statuses()).toEqual([200, 303, 303, 303]);
    expect((await others[0].post('/login', { email, password, next: '/' })).status).toBe(422);
    await others[0].post('/login', { email, password: '짜장면 먹는 수요일', next: '/' });

    await visitor.post('/logout', { everywhere: '1' });
    expect(await statuses()).toEqual([303, 303, 303, 303]);
  });

  test('makes pages that no cache may store', async () => {
    const { visitor } = await signUp();
    for (const path of ['/my', '/login', '/signup', '/_fragments/member/profile', '/_fragments/member/links'])
      expect([path, (await visitor.get(path)).headers.get('cache-control')]).toEqual([
        path,
        'private, no-store',
      ]);
  });

  test('keeps the language of the member, who can change it', async () => {
    const { visitor } = await signUp();
    const saved = await visitor.post('/my', { name: 'Gildong', language: 'en' });
    expect(saved.location).toBe('/my?done=profile&lang=en');
    expect(toText(readSlot((await visitor.get(saved.location as string)).text, 'profile').html)).toContain(
      'Saved.',
    );
    expect(await links(visitor)).toBe('Bookmark Sell here Gildong Log out Help');
  });
});

describe('an attacker cannot plant a session', () => {
  test('because log-in never adopts an earlier cookie', async () => {
    const { email } = await signUp();
    for (const planted of ['A'.repeat(43), 'session', '', '%0d%0aX: y', '"', 'x'.repeat(3_000)]) {
      const visitor = createVisitor(shop.url);
      visitor.cookies.set('session', planted);
      expect((await visitor.get('/')).status).toBe(200);
      expect((await visitor.get('/my')).status).toBe(303);
      const answer = await visitor.post('/login', { email, password, next: '/' });
      expect([planted, answer.status]).toEqual([planted, 303]);
      expect(visitor.cookies.get('session')).toMatch(/^[\w-]{43}$/);
      expect(visitor.cookies.get('session')).not.toBe(planted);
      const attacker = createVisitor(shop.url);
      attacker.cookies.set('session', planted);
      expect((await attacker.get('/my')).status).toBe(303);
    }
  });

  test('because log-in ends the current session and always makes a new id', async () => {
    const { visitor, email } = await signUp();
    const ids = [visitor.cookies.get('session') as string];
    for (let times = 0; times < 3; times++) {
      await visitor.post('/login', { email, password, next: '/' });
      ids.push(visitor.cookies.get('session') as string);
    }
    expect(new Set(ids).size).toBe(4);
    const statuses = [];
    for (const id of ids) {
      const each = createVisitor(shop.url);
      each.cookies.set('session', id);
      statuses.push((await each.get('/my')).status);
    }
    expect(statuses).toEqual([303, 303, 303, 200]);
  });

  test('because identity headers of clients are ignored', async () => {
    const { visitor } = await signUp();
    const session = visitor.cookies.get('session') as string;
    const { member } = JSON.parse((await visitor.get('/api/member/session')).text);
    const stranger = createVisitor(shop.url);
    for (const headers of [
      { 'x-jogakbo-session': session },
      { 'x-jogakbo-identity': session },
      { 'x-jogakbo-identity': member },
      { 'x-jogakbo-member': member },
      { authorization: `Bearer ${session}` },
    ] as Record<string, string>[]) {
      expect((await stranger.get('/my', headers)).status).toBe(303);
      expect((await stranger.get('/api/member/session', headers)).status).toBe(404);
      expect((await stranger.get('/api/member/me', headers)).status).toBe(401);
    }
  });

  test.each([
    ['/login', { email: 'a@example.com', password: 'x' }],
    ['/logout', {}],
    ['/my', { name: 'x', language: 'ko' }],
    ['/my/password', { current: password, password: '짜장면 먹는 수요일' }],
    ['/my/sessions', {}],
    ['/my/addresses', home],
  ])('because the page of another site cannot post to %s', async (path, fields) => {
    const { visitor } = await signUp();
    const refused = await visitor.post(path, fields as Record<string, string>, {
      origin: 'https://evil.example',
    });
    expect(refused.status).toBe(403);
    expect(await links(visitor)).toContain('홍길동 님');
  });
});

describe('typed text', () => {
  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    '</jb-fragment></jb-page><script>alert(1)</script>',
    '<!--',
    ']]><svg onload=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
    '&lt;script&gt;',
    '<template shadowrootmode=open>',
  ])('%p stays text, as a name and as an address', async (text) => {
    const { visitor } = await signUp({ name: text });
    const added = await visitor.post('/my/addresses', {
      ...home,
      recipient: text,
      street: text,
      detail: text,
    });
    expect(added.location).toBe('/my?done=address-added#addresses');
    const { text: html, status } = await visitor.get('/my');
    expect(status).toBe(200);
    const shown = readSlot(html, 'addresses').html.replace(/="[^"]*"/g, '');
    expect(shown).not.toMatch(/<(script|img|svg|template|!--)/);
    expect(shown.match(/<b>(.*?)<\/b>/)?.[1]).toBe(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    expect(readSlot(html, 'links').html.replace(/="[^"]*"/g, '')).not.toMatch(
      /<(script|img|svg|template|!--)/,
    );
    expect(readSlot(html, 'profile').attributes).not.toHaveProperty('data-fallback');
    const refused = await visitor.post('/my', { name: `${text}${'x'.repeat(60)}`, language: 'ko' });
    expect(refused.status).toBe(422);
    expect(readSlot(refused.text, 'profile').html.replace(/="[^"]*"/g, '')).not.toMatch(/<(script|img|svg)/);
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/%2F/evil.example',
    '/cart\r\nSet-Cookie: stolen=1',
    '/cart%0d%0aSet-Cookie:%20stolen=1',
    '/\u0000',
  ])('%p is not accepted as the next page', async (next) => {
    const { visitor, answer, email } = await signUp({ next });
    expect(answer.location).toBe('/');
    expect(answer.headers.getSetCookie().join()).not.toContain('stolen');
    expect((await visitor.post('/login', { email, password, next })).location).toBe('/');
    const page = await visitor.get(`/login?next=${encodeURIComponent(next)}`);
    expect(readSlot(page.text, 'form').html).toContain('name="next" value="/"');
  });

  test('a sign-up has the same answer for a new and a taken e-mail, and the member can go on at once', async () => {
    const { visitor: owner, email } = await signUp({ name: '주인' });
    const other = { name: '김첨지', password: '짜장면 먹는 수요일', next: '/my' };
    const [taken, fresh] = [await signUp({ ...other, email }), await signUp(other)];
    const seen = async ({ answer, visitor }: typeof taken, address: string) => ({
      location: answer.location,
      cookies: answer.headers.getSetCookie().map((cookie) => cookie.replace(/=[\w.-]{36,};/, '=…;')),
      my: readSlot((await visitor.get('/my')).text, 'profile')
        .html.replaceAll(address, '…')
        .replace(/name="key" value="[^"]*"/g, ''),
      back: (await createVisitor(shop.url).post('/login', { ...other, email: address })).location,
    });
    expect(await seen(taken, email)).toEqual(await seen(fresh, fresh.email));
    expect(await links(owner)).toContain('주인 님');
    expect((await createVisitor(shop.url).post('/login', { email, password, next: '/my' })).location).toBe(
      '/my',
    );
  });
});

describe('a mail', () => {
  type Mails = { mails: { to: string; text: string }[] };
  async function mailTo(email: string, path: string) {
    const { text } = await createVisitor(shop.url).get('/_dev/mail');
    const mail = (JSON.parse(text) as Mails).mails.find(
      (each) => each.to === email && each.text.includes(`${path}?token=`),
    );
    const url = mail?.text.match(/http\S+token=\S+/)?.[0];
    if (!url) throw new Error(`no mail to ${email} leads to ${path}`);
    expect(url).toStartWith(shop.url);
    return url.slice(shop.url.length);
  }
  const fieldsOf = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, n, v]) => [n, v]),
    );

  test('confirms an e-mail by a press on a button, even in another browser', async () => {
    const { visitor, email } = await signUp();
    expect(readSlot((await visitor.get('/my')).text, 'profile').html).toContain('아직 확인하지 않았어요');
    const link = await mailTo(email, '/confirm');
    const elsewhere = createVisitor(shop.url);
    const page = await elsewhere.get(link);
    expect([page.status, page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual([
      200,
      'strict-origin',
      'private, no-store',
    ]);
    // Opening the page confirms nothing, since mail scanners open every link.
    expect(readSlot((await visitor.get('/my')).text, 'profile').html).toContain('아직 확인하지 않았어요');
    const { html } = readSlot(page.text, 'form');
    const done = await elsewhere.post('/confirm', fieldsOf(html));
    expect([done.status, done.location]).toEqual([303, '/confirm?done=confirmed']);
    expect(readSlot((await visitor.get('/my')).text, 'profile').html).not.toContain('아직 확인하지 않았어요');
    expect((await elsewhere.post('/confirm', { token: 'x' })).status).toBe(422);
  });

  test('lets a member set a new password once, and ends all other sessions', async () => {
    const { visitor, email } = await signUp();
    const forgetful = createVisitor(shop.url);
    const form = readSlot((await forgetful.get('/password/forgot')).text, 'form').html;
    const asked = await forgetful.post('/password/forgot', { ...fieldsOf(form), email });
    const unknown = await forgetful.post('/password/forgot', {
      email: 'nobody-has-it@example.com',
      key: 'k',
    });
    expect([asked.status, asked.location]).toEqual([303, '/password/forgot?done=sent']);
    expect([unknown.status, unknown.location]).toEqual([asked.status, asked.location]);

    const link = await mailTo(email, '/password/reset');
    const fields = fieldsOf(readSlot((await forgetful.get(link)).text, 'form').html);
    const weak = await forgetful.post('/password/reset', { ...fields, password: 'qwer1234' });
    expect(weak.status).toBe(422);
    const again = fieldsOf(readSlot(weak.text, 'form').html);
    expect(again).toEqual(fields);
    const reset = await forgetful.post('/password/reset', { ...again, password: '짜장면 먹는 수요일' });
    expect([reset.status, reset.location]).toEqual([303, '/my?done=password']);
    expect((await forgetful.get('/my')).status).toBe(200);
    expect((await visitor.get('/my')).status).toBe(303);
    const twice = await createVisitor(shop.url).post('/password/reset', {
      ...{ token: again.token as string, password: '칼국수 먹는 목요일', key: 'another' },
    });
    expect(twice.status).toBe(422);
    expect(toText(readSlot(twice.text, 'form').html)).toContain('이미 썼거나 기한이 지났어요');
  });

  test('is shown on a developer’s machine as a page, and by no API', async () => {
    const page = await createVisitor(shop.url).get('/_dev/mail', { accept: 'text/html' });
    expect(page.headers.get('content-type')).toContain('text/html');
    const api = await createVisitor(shop.url).get('/api/member/dev/mails', { 'x-jogakbo-development': '1' });
    expect(api.status).toBe(404);
  });
});

describe('leaving the shop', () => {
  test('needs the password, erases the member, and ends every way to log in', async () => {
    const { visitor, email } = await signUp();
    await visitor.post('/my/addresses', home);
    const form = readSlot((await visitor.get('/my')).text, 'profile').html;
    for (const kept of ['5년', '암호화']) expect(form).toContain(kept);
    expect((await visitor.post('/my/leave', { password: 'wrong' })).status).toBe(422);
    expect((await visitor.post('/my/leave', { password: '' })).status).toBe(422);
    const session = visitor.cookies.get('session') as string;
    const left = await visitor.post('/my/leave', { password, key: 'form-1' });
    expect([left.status, left.location]).toEqual([303, '/login?done=left']);
    expect(toText(readSlot((await visitor.get('/login?done=left')).text, 'form').html)).toContain(
      '탈퇴를 마쳤어요',
    );
    const thief = createVisitor(shop.url);
    thief.cookies.set('session', session);
    expect((await thief.get('/my')).status).toBe(303);
    expect((await visitor.post('/login', { email, password, next: '/' })).status).toBe(422);
    const members = await shop.databaseOf('member-service');
    const rows = await members
      .prepare('SELECT COUNT(*) AS count FROM address WHERE member_id NOT IN (SELECT id FROM member)')
      .first();
    expect(rows).toEqual({ count: 0 });
  });
});

describe('consent to the terms', () => {
  test('is required by the form, but not from a script', async () => {
    const visitor = createVisitor(shop.url);
    const html = readSlot((await visitor.get('/signup')).text, 'form').html;
    for (const part of ['name="terms"', 'name="privacy"', 'href="/terms"', 'href="/privacy"', 'name="key"'])
      expect(html).toContain(part);
    const fields = { name: '홍길동', email: toEmail(), password, next: '/', consent: 'asked' };
    const refused = await visitor.post('/signup', { ...fields, privacy: 'yes' });
    expect(refused.status).toBe(422);
    const { html: again } = readSlot(refused.text, 'form');
    expect(again).toContain('id="signup-terms-wrong"');
    expect(again).not.toContain('id="signup-privacy-wrong"');
    expect((await visitor.post('/signup', { ...fields, privacy: 'yes', terms: 'yes' })).status).toBe(303);
  });
});

describe('the addresses of a member', () => {
  test('are added once for each form, changed, made the default, and removed', async () => {
    const { visitor } = await signUp();
    for (let times = 0; times < 3; times++) await visitor.post('/my/addresses', home);
    const list = async () => JSON.parse((await visitor.get('/api/member/me/addresses')).text).addresses;
    const [first] = await list();
    expect(await list()).toHaveLength(1);
    expect(first).toMatchObject({ recipient: '홍길동', phone: '01012345678', preferred: true });

    await visitor.post('/my/addresses', { ...home, recipient: '김첨지', preferred: '1', key: 'form-2' });
    expect((await list()).map(({ recipient }: { recipient: string }) => recipient)).toEqual([
      '김첨지',
      '홍길동',
    ]);
    const changed = await visitor.post(`/my/addresses/${first.id}`, {
      ...home,
      detail: '5층',
      preferred: '1',
    });
    expect(changed.location).toBe('/my?done=address-changed#addresses');
    expect((await list())[0]).toMatchObject({ id: first.id, detail: '5층', preferred: true });

    const refused = await visitor.post(`/my/addresses/${first.id}`, { ...home, postcode: '1' });
    expect(refused.status).toBe(422);
    expect(readSlot(refused.text, 'addresses').html).toContain(`id="addresses-${first.id}-postcode-wrong"`);
    await visitor.post(`/my/addresses/${first.id}`, { remove: '1' });
    expect((await list()).map(({ recipient }: { recipient: string }) => recipient)).toEqual(['김첨지']);
  });

  test('are a 404 for another member', async () => {
    const { visitor: owner } = await signUp();
    const { visitor: other } = await signUp();
    await owner.post('/my/addresses', home);
    const before = (await owner.get('/api/member/me/addresses')).text;
    const [{ id }] = JSON.parse(before).addresses;
    expect((await other.post(`/my/addresses/${id}`, { ...home, recipient: '도둑' })).status).toBe(404);
    expect((await other.post(`/my/addresses/${id}`, { remove: '1' })).status).toBe(404);
    expect((await other.get(`/api/member/me/addresses/${id}`)).status).toBe(404);
    expect((await owner.get('/api/member/me/addresses')).text).toBe(before);
  });
});

describe('the cart of a guest', () => {
  const cart = async (visitor: Visitor) =>
    JSON.parse((await visitor.get('/api/cart/cart')).text).lines.map(
      ({ itemId, quantity }: { itemId: string; quantity: number }) => [itemId, quantity],
    );

  test('becomes the member’s at sign-up, also after a retry', async () => {
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', { ...nano, quantity: '3' });
    const { email } = await signUp({}, visitor);
    expect(await cart(visitor)).toEqual([[nano.itemId, 3]]);
    await visitor.post('/signup', { name: '홍길동', email, password, next: '/' });
    expect(await cart(visitor)).toEqual([[nano.itemId, 3]]);
    await visitor.post('/logout', {});
    expect(await cart(visitor)).toEqual([]);
  });

  test('becomes the member’s at log-in, and the visitor’s id ends', async () => {
    const { email, visitor: elsewhere } = await signUp();
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', { ...nano, quantity: '3' });
    const guest = new Map(visitor.cookies);
    await visitor.post('/login', { email, password, next: '/' });
    expect(visitor.cookies.get('visitor')).not.toBe(guest.get('visitor') as string);
    expect(await cart(elsewhere)).toEqual([[nano.itemId, 3]]);
    const past = createVisitor(shop.url);
    past.cookies.set('visitor', guest.get('visitor') as string);
    expect(await cart(past)).toEqual([]);
  });

  test('is merged with the member’s once, with the larger quantity of each line, even if it is requested again', async () => {
    const { visitor, email } = await signUp();
    await visitor.post('/cart/items', { ...plenty, quantity: '5' });
    await visitor.post('/cart/items', { ...nano, quantity: '1' });
    const elsewhere = createVisitor(shop.url);
    await elsewhere.post('/cart/items', { ...plenty, quantity: '2' });
    await elsewhere.post('/cart/items', { ...nano, quantity: '3' });
    for (let times = 0; times < 2; times++) await elsewhere.post('/login', { email, password, next: '/' });
    const joined = [
      [plenty.itemId, 5],
      [nano.itemId, 3],
    ];
    for (let times = 0; times < 3; times++) expect(await cart(elsewhere)).toEqual(joined);
    expect(await cart(visitor)).toEqual(joined);
  });
});

test('two members never see each other’s name, in 100 simultaneous and alternating requests', async () => {
  const { visitor: kim } = await signUp({ name: '김첨지' });
  const { visitor: lee } = await signUp({ name: '이몽룡' });
  const paths = ['/', '/my', '/products/51862822', '/cart', '/_fragments/member/links'];
  let seen = 0;
  for (let batch = 0; batch < 5; batch++) {
    const pages = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const [visitor, own, other] = index % 2 ? [kim, '김첨지', '이몽룡'] : [lee, '이몽룡', '김첨지'];
        const path = paths[(index + batch) % paths.length] as string;
        return { path, own, other, text: (await (visitor as Visitor).get(path)).text };
      }),
    );
    for (const { path, own, other, text } of pages) {
      expect([path, text.includes(other as string)]).toEqual([path, false]);
      if (text.includes(own as string)) seen++;
    }
  }
  // On a busy machine most pages have no name, since a page waits only briefly for a session look-up.
  expect(seen).toBeGreaterThan(0);
  for (const [visitor, own] of [
    [kim, '김첨지'],
    [lee, '이몽룡'],
  ] as const)
    expect(await links(visitor)).toContain(`${own} 님`);
  expect(await links(createVisitor(shop.url))).toBe(guestLinks);
});

test('an attacker on one network has to wait, and the owner on another can log in meanwhile', async () => {
  const { email } = await signUp();
  // Cloudflare sets the first header, and the proxy in front of a program sets the second one.
  const from = (address: string) => ({ 'cf-connecting-ip': address, 'x-forwarded-for': address });
  const attempts = createVisitor(shop.url);
  const answers = [];
  for (let times = 0; times < 8; times++)
    answers.push(await attempts.post('/login', { email, password: `guess ${times}` }, from('203.0.113.66')));
  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  const refused = answers.at(-1);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(toText(readSlot(refused?.text as string, 'form').html)).toMatch(/잠시 막아 두었어요\. \d+분 뒤에/);
  const owner = createVisitor(shop.url);
  const entered = await owner.post('/login', { email, password, next: '/my' }, from('198.51.100.7'));
  expect([entered.status, entered.location]).toEqual([303, '/my']);
});

test('the API logs in and out with the same cookie, and no body contains it', async () => {
  const visitor = createVisitor(shop.url);
  const email = toEmail();
  const input = { name: '홍길동', email, password, language: 'ko' };
  const made = await visitor.postJson('/api/member/members', input);
  expect(made.status).toBe(201);
  expect(made.text).not.toContain(visitor.cookies.get('session') as string);
  expect(made.headers.get('x-jogakbo-session')).toBeNull();
  expect(JSON.parse((await visitor.get('/api/member/me')).text)).toMatchObject({ name: '홍길동', email });
  const out = await fetch(`${shop.url}/api/member/session`, {
    method: 'DELETE',
    headers: { cookie: `session=${visitor.cookies.get('session')}` },
  });
  expect(cookieOf(out.headers, 'session')).toContain('Max-Age=0');
  expect((await visitor.get('/api/member/me')).status).toBe(401);
  const document = JSON.parse((await visitor.get('/api/member/openapi.json')).text);
  expect(Object.keys(document.paths)).toContain('/sessions');
});
