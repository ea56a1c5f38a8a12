import type { KVNamespace } from '@cloudflare/workers-types';
import * as v from 'valibot';
import { type Link, LinkList } from './contract.ts';

const key = 'links';

/** The calls of KV that the store needs. */
export type KeyValues = Pick<KVNamespace, 'put'> & { get(key: string): Promise<string | null> };

/** Keeps all links as one value, so a reader sees the whole edit or none of it. KV shows an edit everywhere within a minute. */
export function createLinkStore(values: KeyValues) {
  return {
    async read(): Promise<Link[]> {
      const kept = await values.get(key);
      return kept === null ? [] : v.parse(LinkList, JSON.parse(kept)).links;
    },

    async write(links: Link[]): Promise<void> {
      await values.put(key, JSON.stringify({ links }));
    },
  };
}
