import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { root } from '../workers.ts';
import { addToLock } from './add-to-lock.ts';
import { listFiles, toReadmeRow } from './list-files.ts';
import type { SliceRequest } from './slice-request.ts';

/** The files outside the folders of a slice that name every slice. Programs derive all but the last two from the folders. */
const shared = [
  ...['bun.lock', 'wrangler.toml', 'gateway/wrangler.toml', 'docs/architecture.md'],
  ...['CODEOWNERS', 'README.md'],
];

/** Links the packages of the new slice, without a network if those that it uses are installed. */
async function install(): Promise<void> {
  const command = ['bun', 'install', '--frozen-lockfile'];
  try {
    await run(...command, '--offline');
  } catch {
    await run(...command).catch(({ message }: Error) => {
      throw new Error(
        `${message}\nThe packages could not be installed. Check the network, then run bun install.`,
      );
    });
  }
}

/**
 * Writes a new slice, and its lines in the files that name every slice. If a step fails, everything is as before.
 *
 * @param link links the packages of the slice; a test without a network does it itself
 * @returns the number of files in the folders of the slice
 * @throws Error with the output of the step that failed
 */
export async function writeSlice(request: SliceRequest, link = install): Promise<number> {
  const { name, owner } = request;
  const files = Object.entries(listFiles(request));
  const folders = ['services', 'bff', 'frontends'].map((folder) => `${root}/${folder}/${name}`);
  const before = await Promise.all(shared.map((file) => readFile(`${root}/${file}`, 'utf8')));
  try {
    for (const [file, text] of files) {
      await mkdir(dirname(`${root}/${file}`), { recursive: true });
      await writeFile(`${root}/${file}`, text, { flag: 'wx' });
    }
    await edit('CODEOWNERS', (text) => addOwner(text, name, owner));
    await edit('README.md', (text) => addRow(text, request));
    await run('bunx', 'biome', 'check', '--write', '--error-on-warnings', ...folders);
    await edit('bun.lock', (text) => addToLock(text, readPackages(files)));
    await link();
    await writeDerived();
    return files.length;
  } catch (error) {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    await Promise.all(shared.map((file, index) => writeFile(`${root}/${file}`, before[index] as string)));
    throw error;
  }
}

/** Lets the programs write what they derive from the folders. */
export async function writeDerived(): Promise<void> {
  await run('bun', 'tools/bindings.ts');
  await run('bun', 'tools/graph.ts');
}

/** Whether any folder of a slice exists, even without a worker. */
export function hasFolder(name: string): boolean {
  return ['services', 'bff', 'frontends'].some((folder) => existsSync(`${root}/${folder}/${name}`));
}

function readPackages(files: [file: string, text: string][]) {
  return Object.fromEntries(
    files.flatMap(([file, text]) =>
      file.endsWith('/package.json') ? [[dirname(file), JSON.parse(text)]] : [],
    ),
  );
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(`${root}/${file}`, change(await readFile(`${root}/${file}`, 'utf8')));
}

function addOwner(text: string, name: string, owner: string): string {
  return `${text.trimEnd()}\n${`/*/${name}/`.padEnd(23)} @jogakbo/${owner}\n`;
}

/** Adds the slice before the row of those without a face. */
function addRow(text: string, request: SliceRequest): string {
  const last = text.match(/^\| no face .*$/m)?.[0];
  if (!last) throw new Error('README.md has no table of the teams any more.');
  const widths = last
    .split('|')
    .slice(1, 4)
    .map((cell) => cell.length - 2);
  return text.replace(last, `${toReadmeRow(request, widths)}\n${last}`);
}

async function run(...command: string[]): Promise<void> {
  const child = Bun.spawn(command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`${command.join(' ')} failed:\n${out}${errors}`);
}
