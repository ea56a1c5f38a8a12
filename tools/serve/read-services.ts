import { existsSync, readFileSync } from 'node:fs';
import { fail } from '../command/fail.ts';
import { readSecrets, secretsOf } from '../deploy/secrets-file.ts';
import { root } from '../workers.ts';

/**
 * Reads with which variables the shell and the faces call the services of a shop. It ends the command with a sentence if it cannot.
 *
 * @param services the address of the gateway; the shop that `bun run dev` runs here where left out
 * @param secrets the path of the secrets of that shop
 */
export async function readServices(services?: string, secrets?: string): Promise<Record<string, string>> {
  if (!services) return readOwnShop();
  if (!secrets) return { SERVICES_URL: services };
  const read = await readSecrets(secrets);
  if (!read.ok) return fail(read.reason);
  return { ...secretsOf(read.secrets, 'shell', Object.keys(read.secrets)), SERVICES_URL: services };
}

function readOwnShop(): Record<string, string> {
  const path = `${root}/.wrangler/state/server.json`;
  if (!existsSync(path))
    fail(
      'Name the services: --services <url>. For the shop of this machine, start it with: SERVICES_PORT=8789 bun run dev',
      2,
    );
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}
