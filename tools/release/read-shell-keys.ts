import { fail } from '../command/fail.ts';
import { readSecrets, secretsOf } from '../deploy/secrets-file.ts';

/**
 * Reads the keys of the shell from a file of secrets, so only those who have the secrets of the shop can change what visitors get. It ends
 * the process with a sentence if there are none.
 *
 * @param why what the key is needed for, as a sentence
 */
export async function readShellKeys(
  file: string | undefined,
  why: string,
): Promise<{ own: string; all: string }> {
  if (file === undefined) return fail(`Name the secrets of the shop with --secrets <file>. ${why}`, 2);
  const read = await readSecrets(file);
  if (!read.ok) return fail(read.reason);
  const { IDENTITY_KEY: own, IDENTITY_KEYS: all } = secretsOf(read.secrets, 'shell', [
    ...['IDENTITY_KEY', 'IDENTITY_KEYS'],
  ]);
  return own && all ? { own, all } : fail(`${file} has no key of the shell. bun run keys makes one.`);
}
