import { toMessage, type Warner } from './create-warner.ts';
import type { Identity, Visit } from './visit.ts';

/** Makes the function that asks the host who asks. If that cannot be found out, nothing is assumed. */
export function createIdentityReader(warner: Warner) {
  return function readIdentity(visit: Visit, slice: string): Identity | Promise<Identity> {
    const about = `the identity for ${slice}`;
    const ask = () => visit.identity?.(slice);
    const identity = warner.contain<Identity | Promise<Identity>>(about, ask, 'unknown');
    if (!(identity instanceof Promise)) return identity;
    return identity.catch((error) => {
      warner.warn(about, `threw: ${toMessage(error)}`);
      return 'unknown' as const;
    });
  };
}
