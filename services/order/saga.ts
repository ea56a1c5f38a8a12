import type { EndReason, OrderState } from './contract.ts';
import { hasReached, isFinal, wasUndone } from './order-state.ts';

/** `away`: there was no answer, so it is unknown whether the effect took place. It is tried again. */
export type Outcome<Reason extends string = never> = { ok: true } | { ok: false; reason: Reason | 'away' };

/** The effects of one order in other services. Each may be repeated and takes effect once. */
export type Effects = {
  reserve(): Promise<Outcome<'sold-out'>>;
  redeem(): Promise<Outcome<'coupon'>>;
  /** Reads the payment; `none` if the order has none. */
  askPayment(): Promise<Outcome<'declined' | 'unknown' | 'none'>>;
  authorize(): Promise<Outcome<'declined' | 'unknown'>>;
  confirm(): Promise<Outcome<'expired'>>;
  capture(): Promise<Outcome<'payment-unknown'>>;
  ship(): Promise<Outcome<'undeliverable'>>;
  recall(): Promise<Outcome<'delivered'>>;
  /** `taken`: whether captured money was given back. */
  refund(): Promise<{ ok: true; taken: boolean } | { ok: false; reason: 'away' }>;
  release(): Promise<Outcome>;
  giveBackCoupons(): Promise<Outcome>;
  /** Shows the order's lines in the cart again. It is tried once, since the cart also follows `order.cancelled`. */
  showInCart(): Promise<void>;
};

/** The order's own record of its state. */
export type Journal = {
  /** Reads the state, and stores that a saga works on the order now. */
  look(): Promise<{ state: OrderState; cancelling: EndReason | null }>;
  /** Changes the state. @returns false if the order has another state, or is to be undone */
  move(from: OrderState, to: OrderState): Promise<boolean>;
  /** Marks the order to be undone. The first reason stays. */
  abandon(reason: EndReason): Promise<void>;
  /** Ends an order that is to be undone in a final state. */
  finish(from: OrderState, to: OrderState): Promise<void>;
};

/** Runs steps that survive a crash: a finished step does not run again, and a pause continues. */
export type Run = {
  step<Value>(name: string, act: () => Promise<Value>): Promise<Value>;
  sleep(name: string, milliseconds: number): Promise<void>;
};

type Saga = Run & {
  effects: Effects;
  journal: Journal;
  /** Milliseconds of the first pause between two attempts. Each next pause is twice as long. */
  pause?: number;
  /** Called before and after each effect, with a name of this moment. Tests end the process there. */
  at?: (point: string) => Promise<void>;
};

type Stage = {
  name: string;
  from: OrderState;
  to: OrderState;
  act(): Promise<Outcome<EndReason>>;
  /** The reason to undo the order if there is no answer. Left out if the saga must not give up. */
  giveUp?: EndReason;
};

/** Attempts at one effect. After them the saga gives up, or the watchdog tries again later. */
const attempts = 6;

/**
 * Takes an order from its current state to the hand-over to transport. If a stage is refused, or the member cancels, it undoes the
 * whole order. It may be started again at any time, since its state is in the journal. One run at a time works on an order.
 *
 * @throws {Error} if a service does not answer; run it again later
 */
export async function runSaga({ effects, journal, step, sleep, pause = 1_000, at }: Saga): Promise<void> {
  const stages: Stage[] = [
    { name: 'reserve', from: 'PENDING', to: 'RESERVED', act: effects.reserve, giveUp: 'unavailable' },
    { name: 'redeem', from: 'RESERVED', to: 'RESERVED', act: effects.redeem, giveUp: 'unavailable' },
    { name: 'authorize', from: 'RESERVED', to: 'AUTHORIZED', act: pay, giveUp: 'payment-unknown' },
    { name: 'confirm', from: 'AUTHORIZED', to: 'CONFIRMED', act: confirmStock, giveUp: 'unavailable' },
    { name: 'capture', from: 'CONFIRMED', to: 'CAPTURED', act: effects.capture, giveUp: 'payment-unknown' },
    // It has no `giveUp`: without an answer, the goods may be on their way, so the saga asks until there is an answer.
    { name: 'ship', from: 'CAPTURED', to: 'FULFILLING', act: effects.ship },
  ];

  for (const stage of stages) {
    const outcome = await insist(stage.name, () => attempt(stage));
    if (outcome.ok) continue;
    if (outcome.reason === 'away') {
      if (!stage.giveUp) throw new Error(`${stage.name}: no answer`);
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

  /** Reads the payment first, so that an earlier run's payment is not authorized again. */
  async function pay(): Promise<Outcome<EndReason>> {
    const found = await effects.askPayment();
    const outcome = !found.ok && found.reason === 'none' ? await effects.authorize() : found;
    return outcome.ok || outcome.reason === 'declined' ? (outcome as Outcome<'declined'>) : again;
  }

  /** Confirms the reservation. One that expired during the payment is made again first. */
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
    // An order has no payment and no coupons before it is reserved.
    const asked = hasReached(state, 'RESERVED');
    const refunded = asked ? await must('refund', effects.refund) : undefined;
    await must('release', effects.release);
    if (asked) await must('give back coupons', effects.giveBackCoupons);
    if (!hasReached(state, 'CAPTURED')) await step('show in cart', effects.showInCart);
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
    if (outcome.reason === 'away') throw new Error(`${name}: no answer`);
    return outcome;
  }

  /** Tries until there is an answer or all attempts are used, with longer and longer pauses. */
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
