import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Authorization, Charge, Provider } from './provider.ts';

type Fate = 'request lost' | 'answer lost';

/** A provider with its books, for the tests that each provider has to pass. */
type ProviderBench = {
  provider: Provider;
  /** Makes the token of a payment that will be approved, or declined. */
  tokenFor(authorization: { key: string; amount: number }, outcome: 'approved' | 'declined'): string;
  /** What the next call to the provider suffers. */
  lose(fate: Fate): void;
  /** What happened to the charge, in order. */
  entries(key: string): Promise<string[]>;
  close?(): void;
};

/** Tests what {@link Provider} promises, whoever moves the money. */
export function describeProvider(name: string, open: () => ProviderBench): void {
  describe(`the provider ${name}`, () => {
    let bench: ProviderBench;
    let count = 0;
    beforeAll(() => {
      bench = open();
    });
    afterAll(() => bench.close?.());

    function begin(outcome: 'approved' | 'declined' = 'approved'): Authorization {
      count += 1;
      const [key, amount] = [`draft-${count}`, 10_390];
      const token = bench.tokenFor({ key, amount }, outcome);
      return { key, reference: `o${count}`, amount, method: 'card', token };
    }

    /** Authorizes, and takes the money. */
    async function take(authorization: Authorization): Promise<Charge> {
      await bench.provider.authorize(authorization);
      return bench.provider.capture(authorization.key);
    }

    test('takes an approved payment once, however often it is asked', async () => {
      const wanted = begin();
      const { provider } = bench;
      const first = await provider.authorize(wanted);
      expect(['authorized', 'captured']).toContain(first.state);
      expect(first.amount).toBe(10_390);
      expect(await provider.authorize(wanted)).toEqual(first);
      expect(await provider.find(wanted.key)).toEqual(first);
      expect((await provider.capture(wanted.key)).state).toBe('captured');
      expect((await provider.capture(wanted.key)).state).toBe('captured');
      expect((await bench.entries(wanted.key)).filter((entry) => entry === 'captured')).toHaveLength(1);
    });

    test('gives the reason of a declined payment, and takes nothing', async () => {
      const wanted = begin('declined');
      const declined = await bench.provider.authorize(wanted);
      expect(declined.state).toBe('declined');
      expect(declined.reason).toMatch(/^[a-z-]+$/);
      expect((await bench.provider.void(wanted.key)).state).toBe('declined');
      expect(await bench.entries(wanted.key)).toEqual(['declined']);
    });

    test('gives money back once', async () => {
      const wanted = begin();
      await take(wanted);
      for (let times = 0; times < 2; times++)
        expect((await bench.provider.refund(wanted.key)).state).toBe('refunded');
      expect((await bench.entries(wanted.key)).filter((entry) => entry === 'refunded')).toHaveLength(1);
      expect((await bench.provider.find(wanted.key))?.state).toBe('refunded');
    });

    test('knows a payment whose answer was lost, and not one whose request was lost', async () => {
      const [taken, lost] = [begin(), begin()];
      bench.lose('answer lost');
      await expect(bench.provider.authorize(taken)).rejects.toThrow();
      expect(['authorized', 'captured']).toContain((await bench.provider.find(taken.key))?.state as string);
      bench.lose('request lost');
      await expect(bench.provider.authorize(lost)).rejects.toThrow();
      expect(await bench.provider.find(lost.key)).toBeUndefined();
      // The same request again takes effect.
      expect(['authorized', 'captured']).toContain((await bench.provider.authorize(lost)).state);
    });

    test('gives money back once if the first answer was lost', async () => {
      const wanted = begin();
      await take(wanted);
      bench.lose('request lost');
      await expect(bench.provider.refund(wanted.key)).rejects.toThrow();
      expect((await bench.provider.find(wanted.key))?.state).toBe('captured');
      expect((await bench.provider.refund(wanted.key)).state).toBe('refunded');
      expect((await bench.provider.void(wanted.key)).state).toBe('refunded');
      expect((await bench.entries(wanted.key)).filter((entry) => entry === 'refunded')).toHaveLength(1);
    });

    test('voids a charge that it does not know', async () => {
      expect(await bench.provider.find('draft-unknown')).toBeUndefined();
      expect(await bench.provider.void('draft-unknown')).toMatchObject({ amount: 0, state: 'voided' });
    });
  });
}
