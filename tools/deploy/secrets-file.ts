import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import * as v from 'valibot';
import { root } from '../workers.ts';

const Text = v.pipe(v.string(), v.minLength(1));

/** The secrets of a shop: a value for all workers that need it, or a value for each tier by its name. */
export const Secrets = v.record(
  v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/)),
  v.union([Text, v.record(v.string(), Text)]),
);
export type Secrets = v.InferOutput<typeof Secrets>;

type Read = { ok: true; secrets: Secrets } | { ok: false; reason: string };

/**
 * Reads a file of secrets, which `bun run keys` writes.
 *
 * @param path `-` for the standard input, so that a secret store can be the source
 * @param options `empty` accepts an empty source, as one without secrets
 */
export async function readSecrets(path: string, { empty = false } = {}): Promise<Read> {
  if (path !== '-' && isInside(path))
    return {
      ok: false,
      reason: `${path} is inside the repository, where a secret must never be. Choose a file elsewhere.`,
    };
  let text: string;
  try {
    text = path === '-' ? await Bun.stdin.text() : readFileSync(path, 'utf8');
  } catch {
    return {
      ok: false,
      reason: `The secrets file ${path} cannot be read. Make one with: bun run keys ${path}`,
    };
  }
  if (empty && text.trim() === '') return { ok: true, secrets: {} };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: `The secrets file ${path} is not JSON.` };
  }
  // For valibot, a list is a record, too.
  const parsed = v.safeParse(Secrets, Array.isArray(json) ? undefined : json);
  if (parsed.success) return checkKeys(parsed.output, path);
  const name = v.getDotPath(parsed.issues[0]) ?? 'the file itself';
  return {
    ok: false,
    reason: `The secrets file ${path} is wrong at ${name}: a secret is a text that is not empty, or such a text for each worker.`,
  };
}

/** Says whether a path is inside the repository. */
export function isInside(path: string): boolean {
  const way = relative(root, resolve(path));
  return !way.startsWith('..') && way !== '';
}

/** Returns the secrets of one tier. */
export function secretsOf(secrets: Secrets, tier: string, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      const own = typeof value === 'object' ? value[tier] : value;
      return own ? [[name, own]] : [];
    }),
  );
}

const json = ['IDENTITY_KEYS', 'IDENTITY_KEY', 'MEMBER_KEYS', 'ORDER_KEYS'];

/** These secrets are JSON themselves. A malformed one would end every request of its worker with 500. */
function checkKeys(secrets: Secrets, path: string): Read {
  for (const name of json) {
    const value = secrets[name];
    for (const text of typeof value === 'object' ? Object.values(value) : value ? [value] : []) {
      try {
        JSON.parse(text);
      } catch {
        return {
          ok: false,
          reason: `The secrets file ${path} is wrong at ${name}: it is not the JSON that bun run keys writes.`,
        };
      }
    }
  }
  return { ok: true, secrets };
}
