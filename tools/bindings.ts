import { readFileSync, writeFileSync } from 'node:fs';
import { listWorkers, root } from './workers.ts';

/** The file that holds the shell's bindings, between {@link begin} and {@link end}. */
const file = `${root}/wrangler.toml`;
const begin = '# Bindings to the slices: written by `bun tools/bindings.ts`, do not edit.\n';
const end = '# End of bindings.\n';

if (import.meta.main) {
  const wrote = await writeShellBindings();
  console.log(wrote ? 'Wrote the bindings of the shell into wrangler.toml.' : 'wrangler.toml is up to date.');
}

/**
 * Binds the shell to every frontend and every BFF that has a folder.
 *
 * @returns whether `wrangler.toml` changed
 */
export async function writeShellBindings(): Promise<boolean> {
  const text = readFileSync(file, 'utf8');
  const expected = await withShellBindings(text);
  if (text === expected) return false;
  writeFileSync(file, expected);
  return true;
}

/** Returns the text of the shell's `wrangler.toml` with a binding for each folder. */
export async function withShellBindings(text: string): Promise<string> {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no markers for the bindings.`);
  const faces = (await listWorkers()).filter(({ kind }) => kind === 'frontend' || kind === 'bff');
  const names = faces.map(({ slice, kind }) => ({ slice, kind: kind as 'frontend' | 'bff' }));
  names.sort((a, b) => (a.slice === b.slice ? 0 : a.slice < b.slice ? -1 : 1));
  const bindings = names.map(
    ({ slice, kind }) =>
      `[[services]]\nbinding = "${slice.toUpperCase()}_${kind.toUpperCase()}"\nservice = "jogakbo-${slice}-${kind}"\n`,
  );
  return `${text.slice(0, from)}${begin}${bindings.join('\n')}\n${text.slice(to)}`;
}
