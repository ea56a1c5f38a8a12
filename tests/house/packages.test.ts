import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { listWorkers, root } from '../../tools/workers.ts';
import { readImports } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

/** A folder with a lockfile of its own, such as `bench/`, is installed apart, so it has no catalog. */
const packages = sourceFiles
  .filter((file) => /\/package\.json$/.test(file) && !existsSync(`${root}/${dirname(file)}/bun.lock`))
  .map((file) => {
    const { dependencies, devDependencies, ...head } = read(file);
    return { file, folder: dirname(file), head, dependencies: { ...dependencies, ...devDependencies } };
  });

describe('package.json', () => {
  test('has the same head in every package of a kind', async () => {
    const workers = (await listWorkers()).filter(({ kind }) => kind !== 'shell');
    for (const { name, kind, directory } of workers) {
      const { head } = packages.find(({ folder }) => `${root}/${folder}` === directory) ?? {};
      const exports = kind === 'frontend' ? {} : { './contract': './contract.ts' };
      expect(head).toEqual({ name: `@jogakbo/${name}`, private: true, type: 'module', exports });
    }
  });

  test('has exact versions, and takes them from the catalog where several packages use a library', () => {
    // TypeScript 7 cannot be called from a program, so a library that does so has an older one, from a catalog with a name.
    const { catalog, catalogs } = read('package.json').workspaces;
    const own = packages.flatMap(({ file, dependencies }) =>
      Object.entries<string>(dependencies)
        .filter(([, version]) => !/^(?:catalog:[\w-]*|workspace:\*)$/.test(version))
        .map(([library, version]) => ({ file, library, version })),
    );
    const wrong = own.filter(
      ({ file, library, version }) =>
        !/^\d/.test(version) ||
        library in catalog ||
        own.some((other) => other.library === library && other.file !== file),
    );
    expect(wrong).toEqual([]);
    const versions = [catalog, ...Object.values<object>(catalogs)].flatMap((each) =>
      Object.values<string>(each),
    );
    expect(versions.filter((version) => !/^\d/.test(version))).toEqual([]);
  });

  test('lists every package that the code imports', () => {
    const missing = packages.flatMap(({ file, folder, head, dependencies }) =>
      [...readPackageNames(folder)]
        .filter((name) => name !== head.name && !(name in dependencies))
        .map((name) => `${file} lacks ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('lists no slice that the code does not import', () => {
    const unused = packages.flatMap(({ file, folder, dependencies }) => {
      const imported = readPackageNames(folder);
      return Object.keys(dependencies)
        .filter((name) => /^@jogakbo\/.+-(?:service|bff)$/.test(name) && !imported.has(name))
        .map((name) => `${file} lists ${name}`);
    });
    expect(unused).toEqual([]);
  });
});

function read(file: string) {
  return JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
}

/** Reads the names of the packages that a package imports. A package in one of its folders has a list of its own. */
function readPackageNames(folder: string): Set<string> {
  const inner = packages.map((other) => other.folder).filter((other) => other.startsWith(`${folder}/`));
  const specifiers = sourceFiles
    .filter((file) => file.startsWith(`${folder}/`) && !inner.some((nested) => file.startsWith(`${nested}/`)))
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => readImports(file).map(({ specifier }) => specifier))
    .filter(
      (specifier) =>
        /^[@a-z]/.test(specifier) &&
        !/^(?:node|bun|cloudflare|jogakbo):|^bun$|^@jogakbo\/host$/.test(specifier),
    );
  return new Set(
    specifiers.map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
}
