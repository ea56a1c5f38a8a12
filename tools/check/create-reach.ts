import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { findImports } from './find-imports.ts';

/** Lists the files that a file imports, as paths from the root. Imports of types count. */
export type Reach = {
  /** Those that it names itself. */
  direct(file: string): readonly string[];
  /** Those that it imports also through others. Imports of tools are not followed, since these know every slice. */
  all(file: string): ReadonlySet<string>;
};

/**
 * Reads imports. It reads each file at most once.
 *
 * @param root the folder of the repository
 */
export function createReach(root: string): Reach {
  const packages = readPackages(root);
  const read = new Map<string, string[]>();
  const direct = (file: string) => {
    const known =
      read.get(file) ?? readSpecifiers(root, file).flatMap((name) => resolve(root, packages, file, name));
    read.set(file, known);
    return known;
  };
  return {
    direct,
    all(file) {
      const reached = new Set<string>();
      const waiting = [file];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        for (const target of direct(next))
          if (!reached.has(target) && !target.startsWith('tools/')) {
            reached.add(target);
            waiting.push(target);
          }
      return reached;
    },
  };
}

/** The folder and the exports of each package of the workspace. */
type Packages = Map<string, { folder: string; exports: Record<string, unknown> }>;

function readPackages(root: string): Packages {
  const parents = ['services', 'bff', 'frontends', 'platform'].filter((name) =>
    existsSync(`${root}/${name}`),
  );
  const folders = [
    'contracts',
    ...parents.flatMap((name) => readdirSync(`${root}/${name}`).map((each) => `${name}/${each}`)),
  ];
  return new Map(
    folders.flatMap((folder) => {
      const file = `${root}/${folder}/package.json`;
      if (!existsSync(file)) return [];
      const { name, exports = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
        name: string;
        exports?: Record<string, unknown>;
      };
      return [[name, { folder, exports }] as const];
    }),
  );
}

function readSpecifiers(root: string, file: string): string[] {
  if (!/\.tsx?$/.test(file)) return [];
  return findImports(readFileSync(`${root}/${file}`, 'utf8')).map(({ specifier }) => specifier);
}

/** The file of an import, or nothing for a package from a registry. An export with a pattern stands for every file of its package. */
function resolve(root: string, packages: Packages, file: string, specifier: string): string[] {
  if (specifier.startsWith('.')) return toFile(root, join(dirname(file), specifier));
  const [scope, name, ...rest] = specifier.split('/');
  const known = packages.get(`${scope}/${name}`);
  if (!known) return [];
  const key = rest.length > 0 ? `./${rest.join('/')}` : '.';
  const exported = known.exports[key];
  if (typeof exported === 'string') return toFile(root, join(known.folder, exported));
  return toFile(root, join(known.folder, rest.join('/')));
}

function toFile(root: string, path: string): string[] {
  const found = [path, `${path}.ts`, `${path}.tsx`].find(
    (each) => existsSync(`${root}/${each}`) && statSync(`${root}/${each}`).isFile(),
  );
  return found ? [relative(root, join(root, found))] : [];
}
