import { createHash } from 'node:crypto';
import type { Entry, Signature } from '../../services/audit/contract.ts';

/**
 * Writes a part of the audit as a file: one entry in each line, then the signed head, which belongs to the last entry.
 *
 * @returns the file's text
 */
export function toAuditFile(entries: Entry[], signature: Signature): string {
  return [...entries, { signature }].map((line) => `${JSON.stringify(line)}\n`).join('');
}

type Read = { ok: true; signature: Signature; first: number; count: number } | { ok: false; reason: string };

/** Verifies an exported file: each entry has the hash of the one before it, and the signed head belongs to the last entry. */
export function readAuditFile(text: string): Read {
  let entry: Entry | undefined;
  let count = 0;
  for (const line of text.split('\n').filter(Boolean)) {
    const parsed = parse(line);
    if (!parsed) return { ok: false, reason: `Line ${count + 1} is not JSON.` };
    if (parsed.signature) {
      const { seq, head } = parsed.signature;
      if (seq !== entry?.seq || head !== entry.hash)
        return { ok: false, reason: 'The signed head is not its last entry.' };
      return { ok: true, signature: parsed.signature, first: seq - count + 1, count };
    }
    const { seq, event, previous, hash } = parsed;
    const follows = !entry || (seq === entry.seq + 1 && previous === entry.hash);
    const holds = createHash('sha256').update(previous).update(event).digest('hex') === hash;
    if (!follows || !holds) return { ok: false, reason: `Entry ${seq} is broken.` };
    entry = parsed;
    count += 1;
  }
  return { ok: false, reason: 'It has no signed head at its end.' };
}

function parse(line: string): (Entry & { signature?: Signature }) | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
