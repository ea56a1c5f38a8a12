import { fail } from '../../command/fail.ts';
import { readOptions } from '../../command/read-options.ts';
import { CloudflareError } from '../../deploy/cloudflare.ts';
import { readConnection } from '../../deploy/read-target.ts';
import { requireEnvironment } from '../../deploy/require-environment.ts';
import { root } from '../../workers.ts';
import { readName } from '../read-name.ts';
import { readShellKeys } from '../read-shell-keys.ts';
import { ReleaseError } from '../release-log.ts';
import { changeInDev } from './change-in-dev.ts';
import type { TakeoverCommand } from './plan-takeover.ts';
import { runTakeover } from './run-takeover.ts';

const help = `Usage: bun run release legacy [--route <path>=<n>]… [--part '<page> <slot>=<n>']… --why <text> --secrets <file>
       bun run release legacy --rollback [--why <text>] --secrets <file>
       bun run release legacy … --url http://localhost:8787

Says which routes and parts of pages the shop answers itself, and for which share of the visitors. The others get those of the program that the
shop replaces (LEGACY_ORIGIN). Other entries stay as they are. A visitor stays on the side of the shop while the share rises.

  --route <path>=<n>         a path with all paths below it, or * for all others: --route '*=0' --route /search=10
  --part '<page> <slot>=<n>' a part with a selector in LEGACY_FRAGMENTS: --part '/products/:product price=50'
  <n>                        from 0 to 100, or none, which removes the entry
  --rollback                 goes back to the shares before the last change
  --url <address>            the shop of bun run dev in this folder. It needs no --why and no --secrets
  --why, --by, --secrets, --env  as in bun run release --help

Routes of members, cart, checkout and orders need the same share, since a log-in is valid on one side only.`;

const options = {
  route: { type: 'string', multiple: true, default: [] as string[] },
  part: { type: 'string', multiple: true, default: [] as string[] },
  rollback: { type: 'boolean' },
  why: { type: 'string' },
  by: { type: 'string' },
  secrets: { type: 'string' },
  env: { type: 'string' },
  url: { type: 'string' },
} as const;

/** Runs `bun run release legacy`, and ends the process. @param args the arguments after `legacy` */
export async function releaseLegacy(args: string[]): Promise<never> {
  const { values } = readOptions(help, options, 0, args);
  const command = toCommand(values);
  const about = { by: values.by ?? readName(), now: () => new Date(), say: console.log };
  if (values.url !== undefined) {
    const { url, why = 'on this machine' } = values;
    return end(() => changeInDev({ ...about, url, why, command, state: `${root}/.wrangler/state` }));
  }
  requireEnvironment(values.env);
  const why = values.why ?? (command.kind === 'rollback' ? 'rolled back' : undefined);
  if (!why?.trim()) fail('Say why with --why <text>. The record of releases keeps it.', 2);
  const keys = await readShellKeys(values.secrets, 'The key of the shell signs the release map.');
  const connection = readConnection(process.env);
  if (!connection.ok) fail(connection.reason);
  const { cloudflare } = connection;
  return end(() => runTakeover({ ...about, cloudflare, environment: values.env, keys, command, why }));
}

/** Ends the process after a change. */
async function end(change: () => Promise<void>): Promise<never> {
  try {
    await change();
    process.exit(0);
  } catch (error) {
    if (error instanceof ReleaseError || error instanceof CloudflareError) fail(error.message);
    throw error;
  }
}

function toCommand({
  route,
  part,
  rollback,
}: {
  route: string[];
  part: string[];
  rollback?: boolean | undefined;
}): TakeoverCommand {
  const changes = route.length + part.length;
  if (rollback ? changes > 0 : changes === 0) fail(`Choose --route and --part, or --rollback.\n\n${help}`, 2);
  return rollback ? { kind: 'rollback' } : { kind: 'change', routes: route, parts: part };
}
