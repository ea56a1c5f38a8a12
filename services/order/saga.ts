import type { EndReason, OrderState } from './contract.ts';
import { hasReached, isFinal, wasUndone } from './order-state.ts';

/** `away`: nobody can say whether it took effect, so it is tried again. */
export type Outcome<Reason extends string = never> = { ok: true } | { ok: false; reason: Reason | 'away' };

/** What is done elsewhere for one order. Each may be repeated, and takes effect once. */
export type Effects = {
  reserve(): Promise<Outcome<'sold-out'>>;
  redeem(): Promise<Outcome<'coupon'>>;
  /** What became of the payment; `none` where none was ever asked for. */
  askPayment(): Promise<Outcome<'declined' | 'unknown' | 'none'>>;
  authorise(): Promise<Outcome<'declined' | 'unknown'>>;
  confirm(): Promise<Outcome<'expired'>>;
  capture(): Promise<Outcome<'payment-unknown'>>;
  ship(): Promise<Outcome<'undeliverable'>>;
  recall(): Promise<Outcome<'delivered'>>;
  /** `taken`: whether it was money that had been taken. */
  refund(): Promise<{ ok: true; taken: boolean } | { ok: false; reason: 'away' }>;
  release(): Promise<Outcome>;
  giveBackCoupons(): Promise<Outcome>;
  /** Shows in the cart again what was ordered from it. Tried once: the cart also follows `order.cancelled`. */
  returnToCart(): Promise<void>;
};

/** The order's own record. */
export type Journal = {
  /** Where it stands; notes that someone is at work on it. */
  look(): Promise<{ state: OrderState; cancelling: EndReason | null }>;
  /** Goes on from one state to the next, unless it is elsewhere by now or to be undone. */
  move(from: OrderState, to: OrderState): Promise<boolean>;
  /** From now on it is to be undone; the first reason stays. */
  abandon(reason: EndReason): Promise<void>;
  /** Ends what was to be undone, in the state that is given. */
  finish(from: OrderState, to: OrderState): Promise<void>;
};

/** How it is run so that it outlives a crash: a finished step is not run again, a pause goes on where it was. */
export type Run = {
  step<Value>(name: string, act: () => Promise<Value>): Promise<Value>;
  sleep(name: string, milliseconds: number): Promise<void>;
};

type Saga = Run & {
  effects: Effects;
  journal: Journal;
  /** Milliseconds of the first pause between two attempts; each further one is twice as long. */
  pause?: number;
  /** Told where it is, before and after each effect: for tests that end the process there. */
  at?: (point: string) => Promise<void>;
};

type Stage = {
  name: string;
  from: OrderState;
  to: OrderState;
  act(): Promise<Outcome<EndReason>>;
  /** Why it is given up where nobody answers; absent where it never is. */
  giveUp?: EndReason;
};

/** Attempts at one effect before it is given up, or left to the watchdog. */
const attempts = 6;

/**
 * Takes an order from wherever it stands to the hand-over to transport; or, where that cannot be or is no longer wanted, undoes
 * all of it. It may be begun anew at any time: what it knows is in the journal. One run at a time works on an order.
 *
 * @throws where what must be done cannot be done now; it is to be run again later
 */
export async function runSaga({ effects, journal, step, sleep, pause = 1_000, at }: Saga): Promise<void> {
  const stages: Stage[] = [
    { name: 'reserve', from: 'PENDING', to: 'RESERVED', act: effects.reserve, giveUp: 'unavailable' },
    { name: 'redeem', from: 'RESERVED', to: 'RESERVED', act: effects.redeem, giveUp: 'unavailable' },
    { name: 'authorise', from: 'RESERVED', to: 'AUTHORIZED', act: pay, giveUp: 'payment-unknown' },
    { name: 'confirm', from: 'AUTHORIZED', to: 'CONFIRMED', act: confirmStock, giveUp: 'unavailable' },
    { name: 'capture', from: 'CONFIRMED', to: 'CAPTURED', act: effects.capture, giveUp: 'payment-unknown' },
    // A shipment that was asked for may still come to be, so that it is asked for until there is an answer.
    { name: 'ship', from: 'CAPTURED', to: 'FULFILLING', act: effects.ship },
  ];

  for (const stage of stages) {
    const outcome = await insist(stage.name, () => attempt(stage));
    if (outcome.ok) continue;
    if (outcome.reason === 'away') {
      if (!stage.giveUp) throw new Error(`${stage.name}: nobody answers`);
      await abandon(stage.giveUp);
    } else if (outcome.reason !== 'stopped') await abandon(outcome.reason);
    return undo();
  }

  async function attempt(stage: Stage): Promise<Outcome<EndReason | 'stopped'>> {
    const { state, cancelling } = await journal.look();
    if (cancelling || wasUndone(state)) return { ok: false, reason: 'stopped' };
    if (state !== stage.from && hasReached(state, stage.to)) return { ok: true };
    const outcome = await around(stage.name, stage.act);
    if (!outcome.ok || stage.from === stage.to) return outcome;
    return (await journal.move(stage.from, stage.to)) ? outcome : attempt(stage);
  }

  /** Asks first, so that nothing is asked for twice, whatever happened before. */
  async function pay(): Promise<Outcome<EndReason>> {
    const found = await effects.askPayment();
    const outcome = !found.ok && found.reason === 'none' ? await effects.authorise() : found;
    return outcome.ok || outcome.reason === 'declined' ? (outcome as Outcome<'declined'>) : again;
  }

  /** A reservation that ended while the payment took its time is tried once more. */
  async function confirmStock(): Promise<Outcome<EndReason>> {
    const confirmed = await effects.confirm();
    if (confirmed.ok || confirmed.reason === 'away') return confirmed as Outcome;
    const reserved = await effects.reserve();
    if (!reserved.ok) return reserved;
    return (await effects.confirm()).ok ? { ok: true } : again;
  }

  async function undo(): Promise<void> {
    const { state } = await step('look', journal.look);
    if (isFinal(state)) return;
    if (hasReached(state, 'CAPTURED')) {
      const recalled = await must('recall', effects.recall);
      if (!recalled.ok) return step('keep', () => journal.finish(state, 'DELIVERED'));
    }
    // Neither payment nor coupons are asked for before the order is reserved.
    const asked = hasReached(state, 'RESERVED');
    const refunded = asked ? await must('refund', effects.refund) : undefined;
    await must('release', effects.release);
    if (asked) await must('give back coupons', effects.giveBackCoupons);
    if (!hasReached(state, 'CAPTURED')) await step('return to cart', effects.returnToCart);
    const taken = (refunded?.ok && refunded.taken) || hasReached(state, 'CAPTURED');
    await step('finish', () => journal.finish(state, taken ? 'REFUNDED' : 'CANCELLED'));
  }

  async function abandon(reason: EndReason): Promise<void> {
    await step('abandon', () => journal.abandon(reason));
  }

  async function must<Result extends { ok: boolean; reason?: string }>(
    name: string,
    act: () => Promise<Result>,
  ): Promise<Result> {
    const outcome = await insist(name, async () => {
      await journal.look();
      return around(name, act);
    });
    if (outcome.reason === 'away') throw new Error(`${name}: nobody answers`);
    return outcome;
  }

  /** Tries until there is an answer, with longer and longer pauses. */
  async function insist<Result extends { ok: boolean; reason?: string }>(
    name: string,
    act: () => Promise<Result>,
  ): Promise<Result> {
    for (let attempted = 1; ; attempted++) {
      const outcome = await step(name, act);
      if (outcome.reason !== 'away' || attempted === attempts) return outcome;
      await sleep(`${name} again`, pause * 2 ** (attempted - 1));
    }
  }

  async function around<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
    await at?.(`before ${name}`);
    const outcome = await act();
    await at?.(`after ${name}`);
    return outcome;
  }
}

const again = { ok: false, reason: 'away' } as const;
