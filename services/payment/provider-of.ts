import type { D1Database } from '@cloudflare/workers-types';
import type { PaymentOptions } from './contract.ts';
import { createLocalProvider } from './local-provider.ts';
import type { Provider } from './provider.ts';
import { createTossProvider } from './toss-provider.ts';

/** The settings that choose the provider. The README lists them. */
export type ProviderSettings = {
  DB: D1Database;
  /** `local` moves no money, `toss` is Toss Payments. */
  PAYMENT_PROVIDER?: string;
  TOSS_SECRET_KEY?: string;
  TOSS_CLIENT_KEY?: string;
  /** The origin of Toss's API, for tests. */
  TOSS_URL?: string;
};

/** Creates the provider that the settings choose. @returns undefined if nobody can pay */
export function providerOf(env: ProviderSettings): Provider | undefined {
  const { provider } = optionsOf(env);
  if (provider === 'local') return localProviderOf(env);
  if (provider === null) return undefined;
  return createTossProvider({ secretKey: env.TOSS_SECRET_KEY as string, url: env.TOSS_URL });
}

/** Tells how shoppers can pay. Toss needs both of its keys. */
export function optionsOf({
  PAYMENT_PROVIDER,
  TOSS_SECRET_KEY,
  TOSS_CLIENT_KEY,
}: ProviderSettings): PaymentOptions {
  if (PAYMENT_PROVIDER === 'local') return { provider: 'local' };
  if (PAYMENT_PROVIDER === 'toss' && TOSS_SECRET_KEY && TOSS_CLIENT_KEY)
    return { provider: 'toss', clientKey: TOSS_CLIENT_KEY };
  return { provider: null };
}

export function localProviderOf({ DB }: ProviderSettings) {
  return createLocalProvider(DB, (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)));
}
