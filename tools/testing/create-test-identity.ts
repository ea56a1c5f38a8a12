import { createKeys } from '@jogakbo/edge/create-keys';
import { createMinter, type Subject } from '@jogakbo/edge/create-minter';

type TokenSubject = Subject & {
  /** Epoch milliseconds at which it is minted. */
  now?: number;
  /** Who mints it; the shell where left out. */
  issuer?: string;
};

/** Keys for a test, and tokens by them: `settings` for the worker's environment, `tokenFor` for what its callers send. */
export async function createTestIdentity(issuers: string[] = []) {
  const keys = await createKeys(['shell', ...issuers], 'test');
  return {
    keys,
    settings: { IDENTITY_KEYS: keys.all },
    tokenFor: ({ issuer = 'shell', now = Date.now(), ...subject }: TokenSubject) =>
      createMinter(keys.own[issuer] as string)(subject, now),
  };
}
