import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findWrangler } from '../find-wrangler.ts';
import { toVersionMessage } from './version-message.ts';

/** A worker that is ready to be uploaded. */
export type Upload = {
  name: string;
  /** The workers of this deploy that it is bound to. */
  calls: string[];
  configPath: string;
  tag: string;
  secrets: Record<string, string> | undefined;
  /** How the answers of the new version are called, for a face. */
  build: string | undefined;
  /** Takes the id of the new version, which serves nobody yet; undefined if the new version serves everybody at once. */
  stage: ((version: string) => Promise<void>) | undefined;
};
type Options = {
  flags: string[];
  /** Environment variables of wrangler besides those of this process. */
  variables?: Record<string, string>;
  onDone(name: string): void;
};
type Outcome = { failed?: { name: string; output: string } };

/** How many wranglers run at once. Each of them mostly waits for the network. */
const parallel = 4;

/** Uploads workers with wrangler, each after those that it calls, and several at once. It stops after the first failure. */
export async function uploadWorkers(
  uploads: Upload[],
  { flags, variables, onDone }: Options,
): Promise<Outcome> {
  const waiting = new Set(uploads);
  const running = new Map<Upload, Promise<void>>();
  let failed: Outcome['failed'];
  while (!failed && (waiting.size > 0 || running.size > 0)) {
    const names = new Set([...waiting, ...running.keys()].map(({ name }) => name));
    for (const upload of waiting) {
      if (running.size >= parallel) break;
      if (upload.calls.some((name) => name !== upload.name && names.has(name))) continue;
      waiting.delete(upload);
      running.set(upload, run(upload));
    }
    if (running.size === 0)
      throw new Error(`Workers call each other: ${[...waiting].map(({ name }) => name).join(', ')}`);
    await Promise.race(running.values());
  }
  await Promise.all(running.values());
  return failed ? { failed } : {};

  async function run(upload: Upload): Promise<void> {
    const { code, output } = await runWrangler(upload, flags, variables).catch(toOutcome);
    running.delete(upload);
    if (code === 0) onDone(upload.name);
    else failed ??= { name: upload.name, output };
  }
}

async function runWrangler(
  { configPath, tag, secrets, build, stage }: Upload,
  flags: string[],
  variables: Record<string, string> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-deploy-'));
  try {
    const args = [
      variables.WRANGLER_CLI ?? findWrangler(),
      ...(stage ? ['versions', 'upload'] : ['deploy']),
      '--config',
      configPath,
      '--tag',
      tag,
    ];
    if (build) args.push('--message', toVersionMessage(build));
    args.push(...flags);
    if (secrets && Object.keys(secrets).length > 0) {
      await writeFile(`${folder}/secrets.json`, JSON.stringify(secrets), { mode: 0o600 });
      args.push('--secrets-file', `${folder}/secrets.json`);
    }
    const child = Bun.spawn([process.execPath, ...args], {
      ...{ cwd: dirname(configPath), stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
      // With CI, wrangler asks nothing and writes no ids into files.
      env: { ...process.env, ...variables, CI: '1', NO_COLOR: '1', WRANGLER_SEND_METRICS: 'false' },
    });
    const [out, error, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    const [, version] = out.match(/Worker Version ID: (\S+)/) ?? [];
    if (code === 0 && stage) {
      if (!version) return { code: 1, output: `wrangler named no version:\n${out}` };
      await stage(version);
    }
    return { code, output: code === 0 ? out : toReason(error || out) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function toOutcome(error: Error): { code: number; output: string } {
  return { code: 1, output: error.message };
}

/** The lines of wrangler that say what is wrong, without its advice to report a bug. */
function toReason(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: wrangler colors its errors even without a terminal.
  const plain = output.replace(/\u001b\[[\d;]*m/g, '');
  const lines = plain.split('\n').map((line) => line.trim());
  const from = lines.findIndex((line) => line.includes('ERROR'));
  return lines
    .slice(Math.max(from, 0))
    .filter((line) => line && !/please open an issue|Logs were written/.test(line))
    .join('\n  ');
}
