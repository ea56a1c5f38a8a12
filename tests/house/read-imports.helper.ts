import { readFileSync, realpathSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { root } from '../../tools/workers.ts';

/** One import of a module: the specifier in the code, and the file of the project that it means. */
export type Import = {
  specifier: string;
  /** A path from the root. Undefined for packages from a registry and for modules that the build makes. */
  file: string | undefined;
  /** `import type`: nothing of the module is there at run time. */
  typeOnly: boolean;
};

/** Reads the imports of a source file. Imports of types count, and `export … from` and `import()` too. */
export function readImports(file: string): Import[] {
  const pattern =
    /(?:^|[\n;])\s*(import|export)\b( type\b)?[^'"();]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...readCode(file).matchAll(pattern)].map(([, , type, from, bare]) => {
    const specifier = (from ?? bare) as string;
    return { specifier, file: resolveFile(file, specifier), typeOnly: type !== undefined };
  });
}

/** Reads a source file without its comments. A pattern of paths, such as `'/assets/*'`, begins no comment. */
export function readCode(file: string): string {
  return readFileSync(`${root}/${file}`, 'utf8').replace(/(?<=^|[\s({])\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

function resolveFile(file: string, specifier: string): string | undefined {
  // The page's import map names the host; no package has it.
  if (!/^\.|^@jogakbo\/(?!host$)/.test(specifier) || specifier.includes('$')) return undefined;
  return relative(root, realpathSync(Bun.resolveSync(specifier, dirname(`${root}/${file}`))));
}
