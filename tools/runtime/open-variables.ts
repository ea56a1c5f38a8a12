import { addMemberKey } from '../../services/member/keys.ts';
import type { Worker } from '../workers.ts';
import { openKeys } from './open-keys.ts';
import { openSecret } from './open-secret.ts';

type Options = { stateDirectory: string; tiers: Worker[] /** The address of the shop. */; origin: string };

/**
 * Opens the keys and secrets of the shop on this machine. The first start makes them.
 *
 * @returns the variables of all tiers, those of one tier by its name, and the token of operators
 */
export async function openVariables({ stateDirectory, tiers, origin }: Options) {
  const keys = await openKeys(`${stateDirectory}/keys.json`, tiers);
  const operatorToken = await openSecret(`${stateDirectory}/operator-token`, toToken);
  const own: Record<string, Record<string, string>> = {
    'member-service': {
      MEMBER_KEYS: await openSecret(`${stateDirectory}/member-keys.json`, () => addMemberKey('local')),
      // All workers share one thread here, so more objects would not hash faster. One object has the whole queue.
      PASSWORD_HASHERS: '1',
      PASSWORD_QUEUE: '32',
      ORIGIN: origin,
      MOVES: 'open',
    },
    'order-service': {
      ORDER_KEYS: await openSecret(`${stateDirectory}/order-keys.json`, toOrderKeys),
      MOVES: 'open',
    },
    // The checkout offers a choice of test payments, such as one that is declined.
    'order-frontend': { TEST_PAYMENTS: '1' },
  };
  return {
    operatorToken,
    shared: {
      OPERATOR_TOKEN: operatorToken,
      PROVIDER: 'local',
      PAYMENT_PROVIDER: 'local',
      DEV_NOW_SINCE: String(Date.now()),
      ...oneAddress,
      IDENTITY_KEYS: keys.all,
    },
    of(tier: string): Record<string, string> {
      const key = keys.own[tier];
      return { ...(key ? { IDENTITY_KEY: key } : {}), ...own[tier] };
    },
  };
}

/** Limits by network for a machine where all clients have one address. */
const oneAddress = {
  LOG_INS_BY_ADDRESS: '100000',
  SIGN_UPS_BY_ADDRESS: '100000',
  HASHES_BY_ADDRESS: '100000',
  RESETS_BY_ADDRESS: '100000',
  SEARCHES_BY_NETWORK: '100000',
  SUGGESTIONS_BY_NETWORK: '100000',
  OPERATOR_GUESSES_BY_NETWORK: '100000',
};

function toOrderKeys(): string {
  const key = crypto.getRandomValues(new Uint8Array(32)).toBase64();
  return JSON.stringify({ current: 'local', keys: { local: key } });
}

function toToken(): string {
  return crypto.getRandomValues(new Uint8Array(24)).toHex();
}
