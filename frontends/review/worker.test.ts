import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import type { Problem } from '@jogakbo/contracts/problem';
import type { OwnView, Review, ReviewsView } from '@jogakbo/review-bff/contract';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const summary = { productId: '1', count: 23, average: 4.2, histogram: [1, 0, 2, 10, 10] } as const;
const review: Review = {
  id: 'a',
  productId: '1',
  rating: 4,
  title: '<script>alert(1)</script>',
  body: '첫 줄\n<img src=x onerror=alert(1)> & "둘째 줄"',
  author: '<b>김</b>*수',
  createdAt: Date.parse('2019-05-14T23:30:00+09:00'),
};
const good = { rating: '4', title: '좋아요', body: '열 글자가 넘는 상품평이에요.' };

describe('the list', () => {
  test('shows reviews as text with their line breaks, and the day in Korea', async () => {
    const html = await (await createFrontend({}).fragment('list?product=1')).text();
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
    expect(html).toContain('첫 줄\n&lt;img src=x onerror=alert(1)> &amp; "둘째 줄"');
    expect(html).not.toMatch(/<(script|img|b)\b/);
    expect(html).toContain('2019. 5. 14.');
    const english = await (await createFrontend({}).fragment('list?product=1', 'en')).text();
    expect(english).toContain('May 14, 2019');
  });

  test('marks only reviews by members who bought the product', async () => {
    const reviews = [review, { ...review, id: 'b', verified: true }, { ...review, id: 'c', verified: false }];
    const korean = await (await createFrontend({ reviews }).fragment('list?product=1')).text();
    expect(korean.split('구매확정')).toHaveLength(2);
    expect(korean.split('<li class="review"').map((part) => part.includes('구매확정'))).toEqual([
      ...[false, false, true, false],
    ]);
    const english = await (await createFrontend({ reviews }).fragment('list?product=1', 'en')).text();
    expect(english.split('Verified purchase')).toHaveLength(2);
  });

  test('calls an author who has closed the account a former member, and says when a review was changed', async () => {
    const reviews = [{ ...review, author: '', changedAt: Date.parse('2019-05-15T10:00:00+09:00') }];
    const korean = await (await createFrontend({ reviews }).fragment('list?product=1')).text();
    expect(korean).toContain('탈퇴회원');
    expect(korean).toContain('2019. 5. 15. 수정');
    const english = await (await createFrontend({ reviews }).fragment('list?product=1', 'en')).text();
    expect(english).toContain('Former member');
    expect(english).toContain('edited May 15, 2019');
  });

  test('links its bars to one rating and keeps the sort, but has no link for a rating without reviews', async () => {
    const html = await (await createFrontend({}).fragment('list?product=1&reviews-sort=rating-low')).text();
    expect(hrefs(html).filter((href) => href.includes('reviews-rating'))).toEqual(
      [5, 4, 3, 1].map((rating) => `/products/1?reviews-rating=${rating}&reviews-sort=rating-low#reviews`),
    );
  });

  test('links to the pages around and marks the current one', async () => {
    const frontend = createFrontend({ page: 2, pages: 3 });
    const html = await (await frontend.fragment('list?product=1&reviews-page=2')).text();
    expect(html).toMatch(/rel="prev"[^>]*>/);
    expect(html).toMatch(/href="\/products\/1\?reviews-page=3#reviews"[^>]*rel="next"/);
    expect(html.match(/aria-current="page"[^>]*>([^<]*)/)?.[1]).toBe('2');
    const only = await (await createFrontend({}).fragment('list?product=1')).text();
    expect(only).not.toContain('rel="');
  });

  test('says if there are no reviews and links to the form', async () => {
    const none = { ...summary, count: 0, average: 0, histogram: [0, 0, 0, 0, 0] as const };
    const html = await (
      await createFrontend({ summary: none, reviews: [] }).fragment('list?product=1')
    ).text();
    expect(html).toContain('아직 상품평이 없어요');
    expect(hrefs(html)).toEqual(['/products/1?review=write#review-form']);
    const stars = await (await createFrontend({ summary: none }).fragment('stars?product=1')).text();
    expect(hrefs(stars)).toEqual(['/products/1?review=write#review-form']);
  });

  test.each([
    'reviews-page=0',
    'reviews-page=x',
    'reviews-sort=x',
    'reviews-rating=9',
    'reviews-rating=&reviews-page=',
  ])('is the default one for the wrong parameter %s', async (search) => {
    const { fragment, asked } = createFrontend({});
    expect((await fragment(`list?product=1&${search}`)).status).toBe(200);
    expect(asked.map(({ path }) => path)).toEqual(['/reviews?product=1&sort=newest&page=1']);
  });
});

test('stars link to the reviews and show their number', async () => {
  const html = await (await createFrontend({}).fragment('stars?product=1')).text();
  expect(html).toContain('23개 상품평');
  expect(html).toContain('4.2점');
  expect(hrefs(html)).toEqual(['#reviews']);
});

test.each(['stars', 'list'])(
  'the fragment %s is shared under the tag of its product, and needs a product',
  async (name) => {
    const { fragment } = createFrontend({});
    const response = await fragment(`${name}?product=1`);
    expect(response.headers.get('cache-tag')).toBe('review-1');
    expect(response.headers.get('cache-control')).toBe(
      'public, max-age=10, stale-while-revalidate=60, stale-if-error=86400',
    );
    expect(await response.text()).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/);
    expect((await fragment(`${name}?product=x`)).status).toBe(404);
  },
);

describe('the form', () => {
  const form = async (options: Options, member?: string, language = 'ko', query = '&review=write') => {
    const response = await createFrontend(options).fragment(`form?product=1${query}`, language, member);
    const html = await response.text();
    expect(html).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/);
    return { html: withoutProps(html), cached: response.headers.get('cache-control') };
  };

  test('is a link until it is opened, which is the same for everyone', async () => {
    for (const query of ['', '&review=', '&review=other']) {
      const { html, cached } = await form({}, undefined, 'ko', query);
      expect(html).toContain('상품을 받아 보신 회원만 상품평을 쓸 수 있어요.');
      expect(hrefs(html)).toEqual(['/products/1?review=write#review-form']);
      expect(html).not.toContain('<form');
      expect(cached).toStartWith('public');
    }
  });

  test('is open to a member whose shell does not know the link', async () => {
    expect((await form({}, 'm1', 'ko', '')).html).toContain('<form');
  });

  test('tells guests who may review, links to the log-in page and back, and is the same for all guests', async () => {
    const { html, cached } = await form({});
    expect(html).toContain('상품을 받아 보신 회원만 상품평을 쓸 수 있어요');
    expect(hrefs(html)).toEqual(['/login?next=%2Fproducts%2F1%3Freview%3Dwrite%23review-form']);
    expect(html).not.toContain('<form');
    expect(cached).toStartWith('public');
    expect((await form({}, undefined, 'en')).html).toContain('Only members who have received this product');
  });

  test('says to members without the product that they can review it once it is delivered', async () => {
    const { html, cached } = await form({ own: { delivered: false, review: null } }, 'm1');
    expect(html).toContain('배송이 끝나면 여기에서 써 주세요');
    expect(html).not.toContain('<form');
    expect(cached).toBe('private, no-store');
  });

  test('is open to a member who received the product, with a new key each time', async () => {
    const own = { delivered: true, review: null };
    const [one, other] = [await form({ own }, 'm1'), await form({ own }, 'm1')];
    const keyOf = ({ html }: { html: string }) => html.match(/name="key" value="([^"]+)"/)?.[1];
    expect(keyOf(one)).toMatch(/^[\w-]{36}$/);
    expect(keyOf(one)).not.toBe(keyOf(other));
    expect(one.html).toContain('상품평 올리기');
    expect(one.html).not.toContain('value="withdraw"');
    expect(one.cached).toBe('private, no-store');
  });

  test('shows a member’s own review, to change it or delete it', async () => {
    const own = { delivered: true, review: { ...review, ...good, rating: 4 as const } };
    const { html } = await form({ own }, 'm1');
    expectForm(html, good, []);
    expect(html).toContain('상품평 고치기');
    expect(html).toMatch(/<button[^>]*name="intent"[^>]*value="withdraw"[^>]*formnovalidate/);
  });

  test('says if it cannot be looked up who may review', async () => {
    const { html } = await form({ status: 503 }, 'm1');
    expect(html).toContain('지금은 상품평을 쓰실 수 있는지 확인할 수 없어요');
    expect(html).not.toContain('<form');
  });
});

test.each(['stars', 'list'])('the fragment %s is 404 or 503 if its BFF is', async (name) => {
  expect((await createFrontend({ status: 404 }).fragment(`${name}?product=1`)).status).toBe(404);
  expect((await createFrontend({ status: 503 }).fragment(`${name}?product=1`)).status).toBe(503);
});

describe('posting the form', () => {
  test('redirects to the reviews and expires their copies', async () => {
    const { post, asked } = createFrontend({});
    const response = await post(good);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/products/1#reviews');
    expect(response.headers.get(headers.invalidates)).toBe('review-1');
    const body = { productId: '1', ...good, rating: 4 };
    expect(asked).toMatchObject([{ path: '/reviews', key: 'key-of-the-page', body }]);
  });

  test('with a changed review redirects to the form, which shows it', async () => {
    const response = await createFrontend({ written: { ...review, changedAt: 1 } }).post(good);
    expect([response.status, response.headers.get('location')]).toEqual([
      ...[303, '/products/1?review=write#review-form'],
    ]);
    expect(response.headers.get(headers.invalidates)).toBe('review-1');
  });

  test('that withdraws a review redirects to the reviews and expires their copies', async () => {
    const { post, asked } = createFrontend({});
    const response = await post({ ...good, title: '', intent: 'withdraw' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/products/1#reviews']);
    expect(response.headers.get(headers.invalidates)).toBe('review-1');
    expect(asked).toMatchObject([{ path: '/own?product=1', method: 'DELETE' }]);
  });

  test.each([
    ['a guest', {}, { member: '' }, 401, '로그인하고 써 주세요'],
    ['a member without the product', { status: 403 }, {}, 403, '배송이 끝나면 여기에서 써 주세요'],
    ['a session that has ended', { status: 401 }, {}, 401, '로그인하고 써 주세요'],
  ] as const)(
    'by %s is refused with who may review, and what was typed is kept',
    async (_, options, who, status, sentence) => {
      const response = await createFrontend(options).post(good, who);
      expect(response.status).toBe(status);
      expect(response.headers.get(headers.fragment)).toBe('review/form');
      const html = await response.text();
      expect(html).toContain(sentence);
      expect(html).toContain('적으신 글은 아래에 그대로 있어요');
      expectForm(html, good, []);
    },
  );

  test('too often is 429 with a message, a retry-after and the typed text', async () => {
    const response = await createFrontend({ status: 429 }).post(good);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(response.headers.get('ratelimit')).toBe('"reviews";r=0;t=60');
    const html = await response.text();
    expect(html).toContain('상품평을 너무 많이 올리셨어요');
    expectForm(html, good, []);
  });

  test('of a form whose review has been withdrawn since redirects to the reviews', async () => {
    const response = await createFrontend({ status: 409 }).post(good);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/products/1#reviews']);
  });

  test.each([
    [{ ...good, rating: '' }, ['rating']],
    [{ ...good, rating: '6' }, ['rating']],
    [{ ...good, title: '  ' }, ['title']],
    [{ ...good, title: '가'.repeat(101) }, ['title']],
    [{ ...good, body: '짧아요' }, ['body']],
    [{ ...good, body: '가'.repeat(2001) }, ['body']],
    [{ rating: '2', title: '', body: '"><script>alert(1)</script>'.slice(0, 9) }, ['title', 'body']],
    [{ rating: '', title: '', body: '' }, ['rating', 'title', 'body']],
  ])('of %j shows a message beside each wrong field and keeps the typed text', async (draft, fields) => {
    const { post, asked } = createFrontend({});
    const response = await post(draft);
    expect(response.status).toBe(422);
    expect(response.headers.get(headers.fragment)).toBe('review/form');
    expect(response.headers.get('content-location')).toBe('/products/1');
    expect(asked.map(({ path }) => path)).toEqual(['/own?product=1']);
    expectForm(await response.text(), draft, fields);
  });

  test('shows a refusal of the service at its fields', async () => {
    const refusal: Problem = {
      type: 'about:blank',
      title: 'Unprocessable Content',
      status: 422,
      errors: [{ field: 'title', message: 'is rude' }],
    };
    const response = await createFrontend({ status: 422, refusal }).post(good);
    expect(response.status).toBe(422);
    expectForm(await response.text(), good, ['title']);
  });

  test.each([500, 503])('is 503 with a message if the review cannot be accepted (%p)', async (status) => {
    const response = await createFrontend({ status }).post(good);
    expect(response.status).toBe(503);
    expect(response.headers.get(headers.fragment)).toBe('review/form');
    const html = await response.text();
    expect(html).toContain('지금은 상품평을 올릴 수 없어요');
    expectForm(html, good, []);
  });

  test('for an unknown product is 404', async () => {
    expect((await createFrontend({}).post(good, { product: 'x' })).status).toBe(404);
  });
});

/** The markup without the props beside it. */
function withoutProps(html: string): string {
  return html.replace(/<script type="application\/json">.*<\/script>$/s, '');
}

/** Expects the filled-in form with a message at each of `fields` and at no other field. */
function expectForm(html: string, draft: typeof good, fields: string[]): void {
  const markup = withoutProps(html);
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  expect(markup).toContain(`value="${escaped(draft.title).replaceAll('"', '&quot;')}"`);
  expect(markup).toContain(`>${escaped(draft.body)}</textarea>`);
  expect(markup).not.toContain('<script');
  const checked = [...markup.matchAll(/<input[^>]*type="radio"[^>]*>/g)].filter(([radio]) =>
    /\schecked\b/.test(radio),
  );
  expect(checked.map(([radio]) => radio.match(/value="(\d)"/)?.[1] ?? '')).toEqual(
    /^[1-5]$/.test(draft.rating) ? [draft.rating] : [],
  );
  for (const field of ['rating', 'title', 'body']) {
    const control = markup.match(new RegExp(`<(input|textarea)[^>]*name="${field}"[^>]*>`))?.[0] ?? '';
    const message = markup.match(new RegExp(`id="form-${field}-message"[^>]*>(.*?)</p>`))?.[1] ?? '';
    expect([field, control.includes('aria-invalid="true"'), /[가-힣]/.test(message)]).toEqual([
      field,
      fields.includes(field),
      fields.includes(field),
    ]);
    expect(markup).toMatch(new RegExp(`aria-describedby="[^"]*form-${field}-message`));
  }
}

type Options = {
  summary?: object;
  reviews?: Review[];
  page?: number;
  pages?: number;
  own?: OwnView;
  written?: Review;
  status?: number;
  refusal?: Problem;
};
type Asked = { path: string; method?: string; body?: unknown; key: string | null };

/** Creates the frontend in front of a BFF with one review, or with a status other than 200. */
function createFrontend({ status = 200, refusal, own, written = review, ...view }: Options) {
  const asked: Asked[] = [];
  const BFF = {
    async fetch(request: Request): Promise<Response> {
      const { pathname, search } = new URL(request.url);
      const posted = request.method === 'POST';
      asked.push({
        path: pathname + search,
        method: request.method,
        key: request.headers.get('idempotency-key'),
        ...(posted ? { body: await request.json() } : {}),
      });
      const limits = { 'retry-after': '60', ratelimit: '"reviews";r=0;t=60' };
      if (status !== 200)
        return Response.json(refusal ?? null, { status, headers: status === 429 ? limits : {} });
      if (pathname === '/own')
        return Response.json(
          request.method === 'DELETE' ? { withdrawn: true } : (own ?? { delivered: true, review: null }),
        );
      const page = { summary, reviews: [review], total: 1, page: 1, pages: 1, ...view };
      const list = page satisfies object as ReviewsView;
      return Response.json(posted ? written : pathname === '/summary' ? list.summary : list);
    },
  };
  const env = { BFF, ASSETS: BFF, LOG_LEVEL: 'off', ...settings };
  return {
    asked,
    fragment: async (path: string, language = 'ko', member = '') => {
      const token = member && (await tokenFor({ member, audience: ['review'] }));
      const known: Record<string, string> = token ? { [headers.identity]: token } : {};
      return app.request(`/fragments/${path}`, { headers: { 'accept-language': language, ...known } }, env);
    },
    post: async (
      form: Record<string, string>,
      { product = '1', member = 'm1' }: { product?: string; member?: string } = {},
    ) =>
      app.request(
        `/products/${product}/reviews`,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            ...(member ? { [headers.identity]: await tokenFor({ member, audience: ['review'] }) } : {}),
          },
          body: new URLSearchParams({ key: 'key-of-the-page', ...form }).toString(),
        },
        env,
      ),
  };
}

function hrefs(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => (href as string).replaceAll('&amp;', '&'));
}
