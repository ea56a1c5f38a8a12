import type { AccountFile } from '../account.ts';
import type { Tails } from '../create-tails.ts';
import type { Runtime } from '../start-runtime.ts';
import type { createAnalytics } from './create-analytics.ts';

/** What the routes of the API share. */
export type Cloud = {
  file: AccountFile;
  runtime: Runtime;
  tails: Tails;
  analytics: ReturnType<typeof createAnalytics>;
  now: () => Date;
};
