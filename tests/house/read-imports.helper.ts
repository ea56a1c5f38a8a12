import { readFileSync, realpathSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { type FoundImport, findImports, withoutComments } from '../../tools/check/find-imports.ts';
import { root } from '../../tools/workers.ts';

/** One import of a module, and the file of the project that it means. */
export type Import = FoundImport & {
  /** A path from the root. Undefined for packages from a registry and for modules that the build makes. */
  file: string | undefined;
};

/** Reads the imports of a source file. */
export function readImports(file: string): Import[] {
  return findImports(read(file)).map((found) => ({ ...found, file: resolveFile(file, found.specifier) }));
}

/** Reads a source file without its comments. */
export function readCode(file: string): string {
  return withoutComments(read(file));
}

function read(file: string): string {
  return readFileSync(`${root}/${file}`, 'utf8');
}

function resolveFile(file: string, specifier: string): string | undefined {
  // The page's import map names the host; no package has it.
  if (!/^\.|^@jogakbo\/(?!host$)/.test(specifier) || specifier.includes('$')) return undefined;
  return relative(root, realpathSync(Bun.resolveSync(specifier, dirname(`${root}/${file}`))));
}
