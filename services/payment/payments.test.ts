import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTossStandIn, secretKey } from '../../tests/create-toss-stand-in.helper.ts';
import type { PaymentState } from './contract.ts';
import { createLocalProvider } from './local-provider.ts';
import { createPaymentStore } from './payment-store.ts';
import { createPayments, type Outcome } from './payments.ts';
import type { Provider } from './provider.ts';
import { createTossProvider } from './toss-provider.ts';

/** What happens to a message to the provider. A `late` message arrives when no call waits for it any more. */
const fates = ['answered', 'answered', 'answered', 'request lost', 'answer lost', 'late', 'twice'] as const;
type Fate = (typeof fates)[number];

const ways: Record<PaymentState, PaymentState[]> = {
  unknown: ['authorized', 'declined', 'voided', 'captured', 'refunded'],
  authorized: ['captured', 'voided', 'refunded'],
  captured: ['refunded'],
  declined: [],
  voided: [],
  refunded: [],
};
const orders = ['o1', 'o2'] as const;
const amountOf = { o1: 10_390, o2: 3_000 };

const step = fc.record({
  order: fc.constantFrom(...orders),
  act: fc.constantFrom('authorize', 'authorize', 'read', 'capture', 'refund', 'wait', 'deliver'),
  token: fc.constantFrom('tok_ok', 'tok_ok', 'tok_declined', 'tok_twice', 'tok_capture_fails_once'),
  fates: fc.array(fc.constantFrom(...fates), { maxLength: 3 }),
});

describe.each(['local', 'toss'] as const)('any sequence of calls and faults at the provider %s', (kind) => {
  test('charges once, changes states as the contract says, and can always be refunded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const bench = createBench(kind);
        const seen = new Map<string, PaymentState>();
        const watch = (order: string, outcome: Outcome) => {
          if (!outcome.ok) return;
          const { state } = outcome.payment;
          const before = seen.get(order);
          if (before && before !== state) expect(ways[before]).toContain(state);
          seen.set(order, state);
        };
        for (const { order, act, token, fates } of steps) {
          bench.fates.splice(0, Infinity, ...fates);
          if (act === 'wait') await bench.wait();
          else if (act === 'deliver') await bench.deliver();
          else watch(order, await bench.act(act, order, token));
          for (const each of orders) await expectSound(bench, each, seen.get(each));
        }

        bench.fates.length = 0;
        await bench.wait();
        for (const order of orders) {
          const read = await bench.act('read', order);
          watch(order, read);
          if (read.ok) expect(read.payment.state).not.toBe('unknown');
          const refunded = await bench.act('refund', order);
          watch(order, refunded);
          expect(refunded.ok && refunded.payment.state).toBeOneOf(['declined', 'voided', 'refunded']);
        }
        await bench.deliver();
        for (const order of orders) {
          await expectSound(bench, order, seen.get(order));
          expect(await bench.sums(order)).toEqual({ authorized: 0, captured: 0 });
          expect(await bench.act('authorize', order, 'tok_ok')).toEqual(await bench.act('read', order));
          expect((await bench.act('capture', order)).ok).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('at the same time ends in a state that agrees with the books', async () => {
    const call = fc.constantFrom('authorize', 'authorize', 'read', 'capture', 'capture', 'refund', 'wait');
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(call, { minLength: 2, maxLength: 7 }), async (s, calls) => {
        const bench = createBench(kind, (run) => s.schedule(Promise.resolve()).then(run));
        const outcomes = Promise.all(
          calls.map((each) =>
            each === 'wait' ? s.schedule(Promise.resolve()).then(bench.wait) : bench.act(each, 'o1'),
          ),
        );
        await s.waitFor(outcomes);
        // While an authorization is under way, Toss cannot void it, so the caller asks again.
        if (kind === 'toss' && calls.includes('refund')) await s.waitFor(bench.act('refund', 'o1'));
        const end = await s.waitFor(bench.act('read', 'o1'));
        await expectSound(bench, 'o1', end.ok ? end.payment.state : undefined);
        const { state } = end.ok ? end.payment : { state: 'none' };
        const { captured, authorized } = await bench.sums('o1');
        expect({ state, captured, authorized }).toEqual({
          state,
          captured: state === 'captured' ? 10_390 : 0,
          authorized: state === 'authorized' ? 10_390 : 0,
        });
        if (calls.includes('refund')) expect(state).toBeOneOf(['declined', 'voided', 'refunded']);
      }),
      { numRuns: 150 },
    );
  });
});

async function expectSound(bench: Bench, order: string, state: PaymentState | undefined) {
  const charges = await bench.books(order);
  expect(charges.length).toBeLessThanOrEqual(1);
  const { entries = [] } = charges[0] ?? {};
  expect(entries).toEqual([...new Set(entries)]);
  const { authorized, captured } = await bench.sums(order);
  if (state === 'declined' || state === 'voided' || state === 'refunded')
    expect({ authorized, captured }).toEqual({ authorized: 0, captured: 0 });
  if (state === 'captured') expect(entries).toContain('captured');
}

type Bench = ReturnType<typeof createBench>;

/** @param pass lets a message through to the provider, and its answer back */
function createBench(
  kind: 'local' | 'toss',
  pass: <Value>(run: () => Promise<Value>) => Promise<Value> = (run) => run(),
) {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const local = createLocalProvider(database, async () => {});
  const late: (() => Promise<unknown>)[] = [];
  const fates: Fate[] = [];
  const bench = { time: 0, fates };
  const toss = createTossStandIn(() => bench.time);

  async function send<Value>(message: () => Promise<Value>): Promise<Value> {
    const fate = fates.shift() ?? 'answered';
    if (fate === 'late') late.push(message);
    if (fate === 'twice') await message();
    if (fate === 'answer lost') await message();
    if (fate === 'late' || fate.endsWith('lost')) throw new Error('no answer');
    const answer = await pass(message);
    return pass(async () => answer);
  }
  const providers: Record<typeof kind, Provider> = {
    local: {
      authorize: (authorization) => send(() => local.authorize(authorization)),
      find: (key) => send(() => local.find(key)),
      capture: (key) => send(() => local.capture(key)),
      void: (key) => send(() => local.void(key)),
      refund: (key) => send(() => local.refund(key)),
    },
    toss: createTossProvider({
      secretKey,
      fetch: (request) => send(() => toss.handle(request.clone() as Request)),
    }),
  };
  const payments = createPayments({
    store: createPaymentStore(database),
    provider: providers[kind],
    timeout: 10_000,
    now: () => bench.time,
  });
  const books = async (order: string) =>
    kind === 'toss' ? toss.books(`draft-${order}`) : local.books(order);

  return Object.assign(bench, {
    books,
    act(act: 'authorize' | 'read' | 'capture' | 'refund', orderId: string, token = 'tok_ok') {
      if (act !== 'authorize') return payments[act](orderId);
      const amount = amountOf[orderId as keyof typeof amountOf];
      const wanted = { orderId, amount, method: 'card' as const, reference: `draft-${orderId}` };
      if (kind === 'local') return payments.authorize({ ...wanted, token });
      const outcome = token === 'tok_declined' ? 'REJECT_CARD_COMPANY' : 'ok';
      return payments.authorize({ ...wanted, token: toss.approve(wanted.reference, amount, outcome) });
    },
    /** Waits until no first answer can come any more. */
    async wait() {
      bench.time += kind === 'toss' ? 12 * 60_000 : 31_000;
    },
    /** Delivers the late messages. */
    async deliver() {
      for (const message of late.splice(0)) await message().catch(() => {});
    },
    /** Sums of the books, in won: authorized and not captured, and captured and not refunded. */
    async sums(order: string) {
      const totals = { authorized: 0, captured: 0 };
      const paid = amountOf[order as keyof typeof amountOf];
      for (const { entries } of await books(order)) {
        const oneStep = !entries.includes('authorized');
        for (const entry of entries) {
          if (entry === 'authorized') totals.authorized += paid;
          if (entry === 'captured') {
            if (!oneStep) totals.authorized -= paid;
            totals.captured += paid;
          }
          if (entry === 'voided' && !oneStep) totals.authorized -= paid;
          if (entry === 'refunded') totals.captured -= paid;
        }
      }
      return totals;
    },
  });
}
