import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import type { Problem } from '@jogakbo/contracts/problem';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ member: 'm1', audience: ['member'] });
const script = '<script>alert(1)</script>';
const member = { id: 'm1', name: `홍${script}"길동'`, email: 'hong@example.com', language: 'ko' };
const home = {
  ...{ id: 'a1', recipient: `홍${script}`, phone: '01012345678', postcode: '06236' },
  ...{ street: '"><img src=x onerror=alert(1)>', detail: '&amp; 3층', preferred: true },
};
const session = 'S'.repeat(43);
const secret = '칼국수 먹는 화요일';

type Refusal = { status: number; reason?: string; errors?: Problem['errors']; retryAfter?: number };

function createFrontend(refusal?: Refusal) {
  const asked: { method: string; path: string; body: unknown; headers: Headers }[] = [];
  const BFF = {
    async fetch(request: Request) {
      const { method } = request;
      const path = new URL(request.url).pathname;
      const text = await request.text();
      asked.push({ method, path, body: text ? JSON.parse(text) : undefined, headers: request.headers });
      const reading = method === 'GET' && path.startsWith('/me');
      if (refusal && !reading) {
        const { status, reason, errors, retryAfter } = refusal;
        const problem = { type: 'about:blank', title: 'x', status, reason, errors };
        return Response.json(problem, {
          status,
          headers: retryAfter ? { 'retry-after': String(retryAfter) } : {},
        });
      }
      if (path.startsWith('/me/addresses'))
        return Response.json(path === '/me/addresses' && reading ? { addresses: [home] } : home);
      const opens = method === 'POST' || path === '/me/password';
      return Response.json(member, { headers: opens ? { [headers.session]: session } : {} });
    },
  };
  const env = { ...settings, BFF, ASSETS: BFF, LOG_LEVEL: 'off' };
  const fragment = (name: string, { as = '', language = 'ko' } = {}) =>
    app.request(
      `/fragments/${name}`,
      { headers: { 'accept-language': language, ...(as ? { [headers.identity]: as } : {}) } },
      env,
    );
  const post = (path: string, fields: Record<string, string>, sent: Record<string, string> = {}) =>
    app.request(
      path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...sent },
        body: new URLSearchParams(fields).toString(),
      },
      env,
    );
  const postAs = (path: string, fields: Record<string, string>) =>
    post(path, fields, { [headers.identity]: token });
  return { fragment, post, postAs, asked };
}

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
const slot = (response: Response) => response.headers.get(headers.fragment);

describe('the top bar', () => {
  test('of a guest links to pages that exist, and is shared', async () => {
    const response = await createFrontend().fragment('links');
    const html = await response.text();
    expect(hrefs(html)).toEqual(['/help#help-bookmark', '/help#help-sell', '/login', '/signup', '/help']);
    for (const word of ['즐겨찾기', '입점신청', '로그인', '회원가입', '고객센터'])
      expect(html).toContain(word);
    expect(response.headers.get('cache-control')).toContain('max-age=3600');
    const help = await (await createFrontend().fragment('help')).text();
    for (const id of ['help-bookmark', 'help-sell']) expect(help).toContain(`id="${id}"`);
  });

  test('of a member has the name as text and a log-out button, and is never shared', async () => {
    const response = await createFrontend().fragment('links', { as: token });
    const html = await response.text();
    expect(html).toContain('홍&lt;script>alert(1)&lt;/script>"길동\' 님');
    expect(html).toContain('action="/logout"');
    // The title has the whole name, because a long name is cut off. A tag inside quotes is plain text.
    expect(html).toContain('<span class="who" title="홍<script>');
    expect(html.replace(/="[^"]*"/g, '')).not.toContain('<script');
    expect(html).not.toContain('로그인');
    expect(response.headers.get('cache-control')).toBe('private, max-age=3');
  });
});

test('the top bar makes no call if the token has the name', async () => {
  const named = await tokenFor({ member: 'm1', name: member.name, audience: ['member'] });
  const { fragment, asked } = createFrontend();
  const html = await (await fragment('links', { as: named })).text();
  expect(html).toBe(await (await createFrontend().fragment('links', { as: token })).text());
  expect(asked).toEqual([]);
});

describe('the log-in form', () => {
  test('names its fields for browsers, and keeps the address to open afterwards', async () => {
    const html = await (await createFrontend().fragment('login?next=%2Fcheckout')).text();
    expect(html).toContain('autocomplete="username"');
    expect(html).toContain('autocomplete="current-password"');
    expect(html).toContain('name="next" value="/checkout"');
    expect(hrefs(html)).toEqual(['/password/forgot', '/signup?next=%2Fcheckout']);
    const led = await (await createFrontend().fragment('login?next=%2F%2Fevil.example')).text();
    expect(led).toContain('name="next" value="/"');
  });

  test('opens a session by a header', async () => {
    const { post, asked } = createFrontend();
    const fields = { email: 'hong@example.com', password: secret, next: '/cart' };
    const response = await post('/login', fields, {
      ...{ [headers.session]: 'old-session', [headers.address]: '203.0.113.7' },
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/cart']);
    expect(response.headers.get(headers.session)).toBe(session);
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/sessions' });
    expect(asked[0]?.headers.get(headers.session)).toBe('old-session');
    expect(asked[0]?.headers.get(headers.address)).toBe('203.0.113.7');
  });

  test.each([
    [{ status: 401, reason: 'wrong-credentials' }, 422, '이메일이나 비밀번호가 맞지 않아요'],
    [{ status: 429, reason: 'too-many-attempts', retryAfter: 700 }, 429, '12분 뒤에'],
    [{ status: 503 }, 503, '지금은 로그인할 수 없어요'],
  ])(
    '%p is said in a sentence; the e-mail is kept, the password is not',
    async (refusal, status, sentence) => {
      const { post } = createFrontend(refusal);
      const response = await post('/login', { email: 'a"><b>@example.com', password: secret, next: '/cart' });
      const html = await response.text();
      expect(response.status).toBe(status);
      expect(slot(response)).toBe('member/login');
      expect(response.headers.get('content-location')).toBe('/login?next=%2Fcart');
      expect(html).toMatch(new RegExp(`role="alert"[^>]*>[^<]*${sentence}`));
      expect(html).toContain('value="a&quot;><b>@example.com"');
      expect(html).not.toContain(secret);
      expect(response.headers.get(headers.session)).toBeNull();
      if (status === 429) expect(response.headers.get('retry-after')).toBe('700');
    },
  );

  test('reports missing fields without a call', async () => {
    const { post, asked } = createFrontend();
    const response = await post('/login', { email: ' ', password: '' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('이메일을 적어 주세요');
    expect(asked).toEqual([]);
  });
});

describe('the sign-up form', () => {
  const fields = { name: '홍길동', email: 'hong@example.com', password: secret, next: '/' };

  test('signs up in the language of the page', async () => {
    const { post, asked } = createFrontend();
    const response = await post('/signup', fields, { 'accept-language': 'en' });
    expect([response.status, response.headers.get(headers.session)]).toEqual([303, session]);
    expect(asked[0]?.body).toEqual({ ...fields, language: 'en', next: undefined } as never);
  });

  test('marks each wrong field with its message, and focuses the first one', async () => {
    const { post } = createFrontend();
    const html = await (await post('/signup', { ...fields, name: '', password: '짧다' })).text();
    const inputs = [...html.matchAll(/<input id="signup-(?:name|email|password)"[^>]*>/g)].map(
      ([tag]) => tag,
    );
    expect(inputs.map((tag) => tag.includes('aria-invalid="true"'))).toEqual([true, false, true]);
    expect(inputs.map((tag) => tag.includes('autofocus'))).toEqual([true, false, false]);
    for (const [, ids = ''] of html.matchAll(/aria-describedby="([^"]*)"/g))
      for (const id of ids.split(' ')) expect(html).toContain(`id="${id}"`);
    expect(html).toContain('role="alert"');
    expect(html).not.toContain('짧다');
  });

  test('with check boxes is refused without consent, and sends the consent', async () => {
    const { post, asked } = createFrontend();
    const refused = await (await post('/signup', { ...fields, consent: 'asked', terms: 'yes' })).text();
    expect(refused).toMatch(/id="signup-privacy-wrong"[^>]*>개인정보 수집과 이용에 동의해 주세요/);
    expect(refused).toMatch(/<input id="signup-terms"[^>]* checked/);
    expect(asked).toEqual([]);
    await post('/signup', { ...fields, consent: 'asked', terms: 'yes', privacy: 'yes', key: 'form-1' });
    expect(asked[0]?.body).toMatchObject({ consent: { terms: true, privacy: true } });
    expect(asked[0]?.headers.get('idempotency-key')).toBe('form-1');
  });

  test.each([
    [{ status: 409, reason: 'email-taken' }, 'signup-email-wrong', '이미 가입된 이메일'],
    [{ status: 422, reason: 'common-password' }, 'signup-password-wrong', '많은 사람이 쓰는'],
    [{ status: 422, reason: 'own-name' }, 'signup-password-wrong', '이메일 아이디와 다른'],
  ])('shows the refusal %p beside its field', async (refusal, id, sentence) => {
    const response = await createFrontend(refusal).post('/signup', fields);
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(new RegExp(`id="${id}"[^>]*>[^<]*${sentence}`));
  });

  test('exists in English, too', async () => {
    const refusal = { status: 503 };
    const response = await createFrontend(refusal).post('/signup', fields, { 'accept-language': 'en' });
    expect(await response.text()).toContain('You cannot sign up right now');
  });
});

describe('logging out', () => {
  test('forgets the session, even if it cannot be ended', async () => {
    for (const refusal of [undefined, { status: 503 }]) {
      const response = await createFrontend(refusal).post('/logout', {}, { [headers.session]: session });
      expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
      expect(response.headers.get(headers.session)).toBe('');
    }
  });

  test('on all devices is not reported as done if it failed', async () => {
    const done = await createFrontend().postAs('/logout', { everywhere: '1' });
    expect([done.status, done.headers.get(headers.session)]).toEqual([303, '']);
    const response = await createFrontend({ status: 503 }).postAs('/logout', { everywhere: '1' });
    expect([response.status, slot(response)]).toEqual([503, 'member/profile']);
    expect(response.headers.get(headers.session)).toBeNull();
  });
});

describe('my page', () => {
  test.each(['profile', 'addresses'])('shows the member’s own words as text: %s', async (name) => {
    const html = await (await createFrontend().fragment(name, { as: token })).text();
    expect(html).toContain(
      name === 'profile' ? '홍<script>alert(1)</script>&quot;길동' : '&lt;script>alert(1)',
    );
    // A tag inside quotes is plain text.
    expect(html.replace(/="[^"]*"/g, '')).not.toMatch(/<(script|img)\b/);
  });

  test('shows nothing without a known member', async () => {
    const { fragment, asked } = createFrontend();
    expect(await (await fragment('profile')).text()).toContain('href="/login?next=%2Fmy"');
    expect((await fragment('addresses')).status).toBe(204);
    expect(asked).toEqual([]);
  });

  test('keeps a refused name and shows the message beside it', async () => {
    const response = await createFrontend().postAs('/my', { name: ' ', language: 'en' });
    expect([response.status, slot(response)]).toEqual([422, 'member/profile']);
    const html = await response.text();
    expect(html).toMatch(/<option value="en" lang="en" selected/);
    expect(html).toContain('id="profile-name-wrong"');
  });

  test('opens a new session after a changed password', async () => {
    const response = await createFrontend().postAs('/my/password', {
      current: secret,
      password: '짜장면 먹는 수요일',
    });
    expect([response.status, response.headers.get(headers.session)]).toEqual([303, session]);
    const refused = await createFrontend({ status: 422, reason: 'wrong-password' }).postAs('/my/password', {
      ...{ current: secret, password: '짜장면 먹는 수요일' },
    });
    const html = await refused.text();
    expect(html).toContain('id="profile-current-wrong"');
    expect(html).not.toContain(secret);
    expect(html).not.toContain('짜장면');
  });

  test('redirects a form without a known member to the log-in page, or answers 503 while sessions cannot be read', async () => {
    const expired = await createFrontend({ status: 404 }).post('/my/addresses', { recipient: 'x' });
    expect([expired.status, expired.headers.get('location')]).toEqual([303, '/login?next=%2Fmy']);
    const away = await createFrontend({ status: 503 }).post('/my', { name: 'x' });
    expect(away.status).toBe(503);
  });
});

describe('every form that changes something', () => {
  const forms = (html: string) => html.match(/<form method="post"[\s\S]*?<\/form>/g) ?? [];

  test.each(['signup', 'forgot', 'reset?token=x', 'profile', 'addresses'])(
    'on %s has a key of its page',
    async (name) => {
      const { fragment } = createFrontend();
      const [one, other] = [await fragment(name, { as: token }), await fragment(name, { as: token })];
      const keysOf = async (response: Response) =>
        forms(await response.text())
          .filter((form) => !form.includes('action="/logout"'))
          .map((form) => form.match(/name="key" value="([\w-]{36})"/)?.[1]);
      const [keys, others] = [await keysOf(one), await keysOf(other)];
      expect(keys.length).toBeGreaterThan(0);
      expect(keys).not.toContain(undefined);
      expect(keys[0]).not.toBe(others[0] as string);
      expect(one.headers.get('cache-control')).toBe('private, no-store');
    },
  );

  test.each([
    ['/my', { name: 'x', language: 'ko' }],
    ['/my/password', { current: secret, password: '짜장면 먹는 수요일' }],
    ['/my/sessions', {}],
    ['/my/confirmation', {}],
    ['/my/leave', { password: secret }],
    ['/my/addresses/a1', { remove: '1' }],
    ['/password/forgot', { email: 'hong@example.com' }],
    ['/password/reset', { token: 't', password: '짜장면 먹는 수요일' }],
  ])('on %s passes its key on, and keeps it if the outcome is unknown', async (path, fields) => {
    const { postAs, asked } = createFrontend();
    expect((await postAs(path, { ...fields, key: 'form-1' } as Record<string, string>)).status).toBe(303);
    expect(asked.find(({ method }) => method !== 'GET')?.headers.get('idempotency-key')).toBe('form-1');
    const away = createFrontend({ status: 503, retryAfter: 3 });
    const refused = await away.postAs(path, { ...fields, key: 'form-1' } as Record<string, string>);
    expect(refused.status).toBe(503);
    if (!path.startsWith('/my/addresses'))
      expect(await refused.text()).toContain('name="key" value="form-1"');
  });
});

describe('mailed links', () => {
  test('without their token say what to do', async () => {
    for (const name of ['reset', 'confirm'])
      expect(await (await createFrontend().fragment(name)).text()).toContain('기한이 지났어요');
  });

  test('that have expired say so and link to a new request', async () => {
    const { post } = createFrontend({ status: 422, reason: 'invalid-token' });
    const response = await post('/password/reset', { token: 'x', password: '짜장면 먹는 수요일' });
    expect([response.status, slot(response)]).toEqual([422, 'member/reset']);
    expect(response.headers.get('content-location')).toBe('/password/reset');
    const html = await response.text();
    expect(html).toContain('기한이 지났어요');
    expect(hrefs(html)).toContain('/password/forgot');
  });
});

describe('closing an account', () => {
  test('ends the session in the browser, but a wrong password keeps it and opens the form', async () => {
    const left = await createFrontend().postAs('/my/leave', { password: secret });
    expect([left.status, left.headers.get('location'), left.headers.get(headers.session)]).toEqual([
      ...[303, '/login?done=left', ''],
    ]);
    const refusal = { status: 422, reason: 'wrong-password' };
    const refused = await createFrontend(refusal).postAs('/my/leave', { password: secret });
    const html = await refused.text();
    expect(refused.headers.get(headers.session)).toBeNull();
    expect(html).toMatch(/<details class="leave" id="leave" open/);
    expect(html).toContain('id="profile-leave-wrong"');
    expect(html).not.toContain(secret);
  });
});

describe('addresses', () => {
  const fields = {
    ...{ recipient: '김첨지', phone: '010 9999 8888', postcode: '04524', street: '세종대로 110' },
    ...{ detail: '', preferred: '1', key: 'form-1' },
  };

  test('are added once for each form', async () => {
    const { postAs, asked } = createFrontend();
    const response = await postAs('/my/addresses', fields);
    expect(response.headers.get('location')).toBe('/my?done=address-added#addresses');
    expect(asked[0]?.headers.get('idempotency-key')).toBe('form-1');
    expect(asked[0]?.body).toMatchObject({ recipient: '김첨지', phone: '01099998888', preferred: true });
  });

  test('that are refused come back as they were filled in, in an open form', async () => {
    const wrong = { ...fields, phone: '12', postcode: '123' };
    for (const [path, prefix] of [
      ['/my/addresses', 'addresses-new'],
      ['/my/addresses/a1', 'addresses-a1'],
    ]) {
      const response = await createFrontend().postAs(path as string, wrong);
      expect([response.status, slot(response)]).toEqual([422, 'member/addresses']);
      const html = await response.text();
      expect(html).toContain(`id="${prefix}-phone-wrong"`);
      expect(html).toContain(`id="${prefix}-postcode-wrong"`);
      expect(html).toContain('value="김첨지"');
      expect(html.match(/<details[^>]* open/g)).toHaveLength(1);
    }
  });

  test('of other members are 404 for any form', async () => {
    const { postAs } = createFrontend({ status: 404 });
    expect((await postAs('/my/addresses/x', fields)).status).toBe(404);
    expect((await postAs('/my/addresses/x', { ...fields, phone: '1' })).status).toBe(404);
    expect((await postAs('/my/addresses/x', { remove: '1' })).status).toBe(404);
  });

  test('beyond the limit are refused with a message', async () => {
    const response = await createFrontend({ status: 409, reason: 'too-many-addresses' }).postAs(
      '/my/addresses',
      fields,
    );
    expect(await response.text()).toContain('배송지는 20개까지');
  });
});
