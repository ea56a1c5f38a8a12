import { createCatalogue } from '../seed/catalogue.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { releaseUnderLoad } from './release-under-load.ts';
import type { Verdict } from './to-verdict.ts';

type Options = {
  requests: number;
  visitors: number;
  hasBrowser: boolean;
  repeatsWhenBusy: boolean;
  say(line: string): void;
  /** Shows how far the rehearsal is, until the next line. */
  show(line: string): void;
};

/** Deploys a whole shop to a Cloudflare on this machine, and releases two of its slices under load. */
export async function rehearse(options: Options): Promise<Verdict> {
  options.say('Starting a Cloudflare on this machine, and deploying the whole shop to it …');
  const rehearsal = await openRehearsal(options.say);
  try {
    await rehearsal.open();
    const products = createCatalogue().products.slice(0, 40);
    return await releaseUnderLoad({
      ...{ ...options, rehearsal },
      products: products.map(({ id }) => `/products/${id}`),
      paths: ['/', '/categories/toys', '/search?q=%EC%84%B8%ED%8A%B8'],
    });
  } finally {
    await rehearsal.close();
  }
}
