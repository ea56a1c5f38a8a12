import * as v from 'valibot';
import { LinkList } from './contract.ts';
import { createLinkStore, type KeyValues } from './link-store.ts';
import menu from './links.json';

/** Stores the first links of the menu. A menu that has links keeps them. */
export async function seedLinks(values: KeyValues): Promise<void> {
  const links = createLinkStore(values);
  if ((await links.read()).length === 0) await links.write(v.parse(LinkList, menu).links);
}
