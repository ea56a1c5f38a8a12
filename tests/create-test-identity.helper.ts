import { createKeys } from '@jogakbo/edge/create-keys';
import { createMinter, type Subject } from '@jogakbo/edge/create-minter';

type TokenSubject = Subject & {
  /** The time of signing, in epoch milliseconds. */
  now?: number;
  /** The worker that signs; the shell by default. */
  issuer?: string;
};

/** Creates keys for a test. `settings` is for the environment of the worker, and `tokenFor` signs the tokens of its callers. */
export async function createTestIdentity(issuers: string[] = []) {
  const keys = await createKeys(['shell', ...issuers], 'test');
  return {
    keys,
    settings: { IDENTITY_KEYS: keys.all },
    tokenFor: ({ issuer = 'shell', now = Date.now(), ...subject }: TokenSubject) =>
      createMinter(keys.own[issuer] as string)(subject, now),
  };
}
