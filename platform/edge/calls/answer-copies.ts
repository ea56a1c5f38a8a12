import { createKeptTexts, type KeptText, type KeptTexts } from '../storage/kept-texts.ts';
import type { Answer } from './share-reads.ts';

type Copy = KeptText & { at: number };

/** The answers that this isolate has read from each callee. They are texts, never promises. */
const copies = new WeakMap<object, KeptTexts<Copy>>();

/**
 * Finds a copy of an answer.
 *
 * @param key everything that the answer depends on
 * @param age the most milliseconds since it was asked for
 */
export function readCopy(callee: object, key: string, age: number): Answer | undefined {
  const copy = copies.get(callee)?.get(key);
  if (!copy || Date.now() - copy.at >= age) return undefined;
  return { status: 200, headers: new Headers(copy.headers), json: JSON.parse(copy.text) };
}

/** Keeps the answer 200 of a read. @param at when it was asked for, in milliseconds since the epoch */
export function keepCopy(callee: object, key: string, { status, headers, json }: Answer, at: number): void {
  if (status !== 200) return;
  const kept = copies.get(callee) ?? createKeptTexts<Copy>();
  copies.set(callee, kept);
  kept.set(key, { text: JSON.stringify(json), headers: [...headers], at });
}

/** Forgets all copies of a callee, since something there may have changed. */
export function forgetCopies(callee: object): void {
  copies.delete(callee);
}
