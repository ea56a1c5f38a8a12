import { existsSync } from 'node:fs';
import { createReach } from './create-reach.ts';

/**
 * Lists the changed sources and every source that imports one of them, also through others. The types of all other files are as before.
 *
 * @param root the folder of the repository
 * @param changed paths from the root, removed files too
 * @returns undefined if the types of every file may differ: after a change of packages, of settings or of an ambient declaration, and
 * after a removal, since imports of a removed file lead nowhere
 */
export function listImporters(root: string, changed: readonly string[]): string[] | undefined {
  if (
    changed.some(
      (file) => concernsAll.test(file) || (isImported.test(file) && !existsSync(`${root}/${file}`)),
    )
  )
    return undefined;
  const reach = createReach(root);
  const importers = new Map<string, string[]>();
  for (const source of listSources(root))
    for (const target of reach.direct(source)) {
      const known = importers.get(target);
      if (known) known.push(source);
      else importers.set(target, [source]);
    }
  const found = new Set(changed.filter((file) => isImported.test(file)));
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  return [...found].filter((file) => isSource.test(file) && !isOfBench(file)).sort();
}

/** Declarations that hold without an import: every program of the compiler needs them. */
export function listAmbient(root: string): string[] {
  return listSources(root).filter((file) => file.endsWith('.d.ts') && !isOfBench(file));
}

/** The bench has packages of its own, so the settings of the compiler leave it out. */
const isOfBench = (file: string) => file.startsWith('bench/');
const isSource = /\.tsx?$/;
const isImported = /\.(?:tsx?|json)$/;
const concernsAll = /\.d\.ts$|(?:^|\/)(?:package|tsconfig[^/]*)\.json$|^bun\.lock$/;

function listSources(root: string): string[] {
  return [...new Bun.Glob('*/**/*.{ts,tsx}').scanSync(root)].filter(
    (file) => !/(?:^|\/)(?:node_modules|dist)\//.test(file),
  );
}
