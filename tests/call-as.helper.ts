import type { Keys } from '@jogakbo/edge/create-keys';
import { createMinter } from '@jogakbo/edge/create-minter';
import { headers } from '../contracts/fragment.ts';
import type { Shop } from './open-shop.helper.ts';

type Caller = {
  /** The worker that signs: `shell`, or a service that works by itself. */
  issuer: string;
  member?: string;
  visitor?: string;
  audience: string[];
  /** Milliseconds by which the callee's clock is ahead of the real one. */
  ahead?: number;
};

/** Calls workers as their callers do, with a token that the shop's own keys sign. */
export async function callAs(shop: Shop, { issuer, audience, ahead = 0, ...asker }: Caller) {
  const keys = (await Bun.file(`${shop.stateDirectory}/keys.json`).json()) as Keys;
  const mint = createMinter(keys.own[issuer] as string);
  return async function send(
    worker: string,
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ) {
    const token = await mint({ ...asker, audience }, Date.now() + ahead);
    const answer = await shop.fetchWorker(worker, path, {
      method,
      headers: { 'content-type': 'application/json', [headers.identity]: token, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      body: (await answer.json().catch(() => ({}))) as Record<string, unknown>,
    };
  };
}
