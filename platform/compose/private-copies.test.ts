import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createSliceBench, html } from './create-slice-bench.helper.ts';
import { createTestClock } from './create-test-clock.helper.ts';
import { createPrivateCopies, toPrivateSeconds } from './private-copies.ts';
import type { Visit } from './visit.ts';

const slots = { cart: { fragment: 'shop/cart', fallback: () => 'no cart' } } as const;
const forThree = { 'cache-control': 'private, max-age=3' };

/** A shop whose only fragment is personal and counts its answers. */
function createShop(said: Record<string, string> = forThree, personal = ['cart']) {
  let answers = 0;
  const shop = createSliceBench(
    {
      cart: (request) => {
        const who = request.headers.get('x-jogakbo-identity') ?? 'a guest';
        return html(`<i>${who}, ${++answers}</i>`, said);
      },
    },
    { privateCopies: createPrivateCopies },
  );
  shop.manifest.personal = personal;
  const open = async (who: string, more: Partial<Visit> = {}) => {
    const asker: Partial<Visit> = {
      identity: async () => ({ 'x-jogakbo-identity': who }),
      askerKey: async () => `key of ${who}`,
    };
    const { text } = await shop.open(slots, { ...asker, ...more });
    return /<i>(.*)<\/i>/.exec(text)?.[1] ?? /no cart/.exec(text)?.[0];
  };
  return { ...shop, open };
}

describe('an asker who opens a page again', () => {
  test('is shown the private copy without a call, for as long as the fragment says', async () => {
    const { open, clock, asked } = createShop();
    const began = clock.now();
    expect(await open('mina')).toBe('mina, 1');
    const calls = asked.length;
    expect(await open('mina')).toBe('mina, 1');
    expect(asked.length).toBe(calls);
    await clock.advance(began + 3_000 - clock.now());
    expect(await open('mina')).toBe('mina, 2');
  });

  test('is shown no copy for longer than 3 s, whatever the fragment says', async () => {
    const { open, clock } = createShop({ 'cache-control': 'private, max-age=600' });
    await open('mina');
    await clock.advance(3_000);
    expect(await open('mina')).toBe('mina, 2');
  });

  test.each([
    ['private, no-store', 0],
    ['private', 0],
    ['private, max-age=0', 0],
    ['private, no-cache, max-age=3', 0],
    ['private, no-cache="set-cookie", max-age=3', 0],
    ['private, max-age=3, max-age=600', 0],
    ['private, s-maxage=3', 0],
    ['public, max-age=3', 0],
    ['max-age=3', 0],
    ['private="set-cookie", max-age=3', 0],
    [null, 0],
    ['private, max-age=3', 3],
    ['Private , Max-Age="3"', 3],
  ])('keeps an answer with %p for %p s', async (cacheControl, seconds) => {
    expect(toPrivateSeconds(cacheControl)).toBe(seconds);
    const { open } = createShop(cacheControl === null ? {} : { 'cache-control': cacheControl });
    await open('mina');
    expect(await open('mina')).toBe(seconds > 0 ? 'mina, 1' : 'mina, 2');
  });

  test('is shown no copy of an answer that varies on another header', async () => {
    const { open } = createShop({ ...forThree, vary: 'accept-language, cookie' });
    await open('mina');
    expect(await open('mina')).toBe('mina, 2');
  });

  test('is shown no copy in another language, or with another parameter', async () => {
    const shop = createShop();
    await shop.open('mina');
    expect(await shop.open('mina', { language: 'en' })).toBe('mina, 2');
  });

  test('is shown no copy in a preview, and leaves none there', async () => {
    const { open } = createShop();
    const seen = [];
    for (const withoutCopies of [false, true, true, false]) seen.push(await open('mina', { withoutCopies }));
    expect(seen).toEqual(['mina, 1', 'mina, 2', 'mina, 3', 'mina, 1']);
  });

  test('gets a new answer if the visit refreshes, and later that one', async () => {
    const { open } = createShop();
    await open('mina');
    expect(await open('mina', { refreshes: true })).toBe('mina, 2');
    expect(await open('mina')).toBe('mina, 2');
  });

  test('gets a new answer of a fragment alone, and later that one', async () => {
    const shop = createShop();
    await shop.open('mina');
    const alone = await shop.composer.fragment('shop/cart', {
      ...{ url: 'http://shop/', params: {}, language: 'ko', headers: {}, waitUntil: () => {} },
      ...{ identity: () => ({ 'x-jogakbo-identity': 'mina' }), askerKey: () => 'key of mina' },
    });
    expect(await alone.text()).toBe('<i>mina, 2</i>');
    expect(alone.headers.get('cache-control')).toBe('private, no-store');
    expect(await shop.open('mina')).toBe('mina, 2');
  });

  test('gets a new answer while it cannot be found out who asks, or under which key', async () => {
    const { open, warnings } = createShop();
    await open('mina');
    const broken = () => Promise.reject(new Error('no key'));
    expect(await open('mina', { askerKey: broken })).toBe('mina, 2');
    expect(warnings.map(({ about }) => about)).toContain('the key of the asker');
    expect(await open('mina', { askerKey: () => undefined })).toBe('mina, 3');
    expect(await open('mina', { identity: () => 'unknown' })).toBe('no cart');
  });

  test('sees the failure of a fragment, and no older answer', async () => {
    const { open, clock } = createShop();
    await open('mina');
    await clock.advance(3_000);
    expect(await open('mina', { identity: () => Promise.reject(new Error('sessions are away')) })).toBe(
      'no cart',
    );
  });

  test('is shown no private copy of a shared fragment', async () => {
    const { open } = createShop(forThree, []);
    await open('mina');
    expect(await open('jun')).toBe('a guest, 2');
  });

  test('gets a new answer after the engine has forgotten all', async () => {
    const { open, composer } = createShop();
    await open('mina');
    composer.clear();
    expect(await open('mina')).toBe('mina, 2');
  });
});

test('an older answer that comes late does not replace a newer one', () => {
  const clock = createTestClock();
  const copies = createPrivateCopies(clock);
  const put = (html: string, madeAt: number) =>
    copies.set('mina', 'cart', { html, version: '1', status: 200 }, 'private, max-age=3', madeAt);
  put('newer', clock.now());
  put('older', clock.now() - 1_000);
  expect(copies.get('mina', 'cart')?.html).toBe('newer');
});

test('an isolate keeps private copies within its limit of bytes, the latest ones', () => {
  const clock = createTestClock();
  const copies = createPrivateCopies(clock, 20_000);
  for (let each = 0; each < 200; each++)
    copies.set(
      `asker ${each}`,
      'cart',
      { html: 'x'.repeat(100), version: '1', status: 200 },
      forThree['cache-control'],
      clock.now(),
    );
  const kept = Array.from({ length: 200 }, (_, each) => copies.get(`asker ${each}`, 'cart'));
  const found = kept.flatMap((copy, each) => (copy ? [each] : []));
  expect(found.length).toBeGreaterThan(5);
  expect(found.length).toBeLessThan(40);
  expect(found.at(-1)).toBe(199);
  copies.set(
    'large',
    'cart',
    { html: 'x'.repeat(20_000), version: '1', status: 200 },
    'private, max-age=3',
    clock.now(),
  );
  expect(copies.get('large', 'cart')).toBeUndefined();
});

/** A browser in the property. Its session changes with a log-in and a log-out, and its turn with each of its own changes. */
type Browser = { session: number | undefined; turn: number };

test('whatever members and guests do, also at once, each sees only the own answers, and none from before an own change', async () => {
  const step = fc.record({
    browser: fc.nat(2),
    act: fc.constantFrom('open', 'open at once', 'change', 'change', 'log in', 'log out', 'wait', 'refresh'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 25 }), async (steps) => {
      let sessions = 2;
      const changes = new Map<string, number>();
      const changesOf = (session: string | undefined) => changes.get(session ?? '') ?? 0;
      const shop = createSliceBench(
        {
          async cart(request) {
            const who = request.headers.get('x-jogakbo-identity');
            const text = who ? `${who}: ${changesOf(who)}.` : 'a guest.';
            // The answer is on its way while others change and log out.
            await shop.clock.wait(100);
            return html(`<i>${text}</i>`, who ? forThree : {});
          },
        },
        { privateCopies: createPrivateCopies },
      );
      shop.manifest.personal = ['cart'];
      const opened: Promise<void>[] = [];
      const browsers: Browser[] = [1, 2, undefined].map((session) => ({ session, turn: 0 }));

      async function open({ session, turn }: Browser, refreshes: boolean): Promise<void> {
        const who = session === undefined ? undefined : `session ${session}`;
        const before = changesOf(who);
        const { text } = await shop.open(slots, {
          identity: async () => (who ? { 'x-jogakbo-identity': who } : undefined),
          askerKey: async () => (who ? `${who}, turn ${turn}` : undefined),
          refreshes,
        });
        const [, shown, count] = /<i>(.*?)(?:: (\d+))?\.<\/i>/.exec(text) ?? [];
        expect(shown).toBe(who ?? 'a guest');
        expect(Number(count ?? 0)).toBeGreaterThanOrEqual(before);
      }

      for (const { browser: index, act } of steps) {
        const browser = browsers[index] as Browser;
        if (act === 'log in') browser.session = ++sessions;
        else if (act === 'log out') browser.session = undefined;
        else if (act === 'wait') await shop.clock.advance(1_000);
        else if (act === 'change' && browser.session !== undefined) {
          const who = `session ${browser.session}`;
          changes.set(who, changesOf(who) + 1);
          browser.turn += 1;
        } else {
          const opening = open({ ...browser }, act === 'refresh');
          opened.push(opening);
          if (act === 'open') await opening;
        }
      }
      await Promise.all(opened);
    }),
    { numRuns: 60 },
  );
});
