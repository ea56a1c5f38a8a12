/** The parts of a package.json that the lock file repeats. */
type Package = {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

/**
 * Adds packages of the workspace to the text of bun.lock, as `bun install` would write them. They use only packages that are in it already,
 * so nothing has to be downloaded, while `bun install` would ask the registry for the versions again.
 *
 * @param lock the text of bun.lock
 * @param packages by folder, such as `services/wishlist`
 */
export function addToLock(lock: string, packages: Readonly<Record<string, Package>>): string {
  return Object.entries(packages).reduce((text, [folder, { name, dependencies, devDependencies }]) => {
    const lists = Object.entries({ dependencies, devDependencies }).flatMap(([kind, list]) =>
      list && Object.keys(list).length > 0 ? [`      "${kind}": {`, ...toLines(list), '      },'] : [],
    );
    const workspace = [`    "${folder}": {`, `      "name": "${name}",`, ...lists, '    },', ''].join('\n');
    const link = `    "${name}": ["${name}@workspace:${folder}"],\n\n`;
    return insert(insert(text, 'workspaces', folder, workspace), 'packages', name, link);
  }, lock);
}

function toLines(list: Record<string, string>): string[] {
  return Object.keys(list)
    .sort()
    .map((name) => `        "${name}": "${list[name]}",`);
}

/** Inserts an entry into a section, before the first entry with a greater key. */
function insert(lock: string, section: string, key: string, entry: string): string {
  const begin = lock.indexOf(`  "${section}": {\n`);
  const end = lock.indexOf('\n  }', begin);
  const next = [...lock.slice(begin, end).matchAll(/^ {4}"([^"]*)":/gm)].find(
    ([, other = '']) => other > key,
  );
  if (begin < 0 || !next) throw new Error(`bun.lock has no place for ${key} in "${section}".`);
  const place = begin + next.index;
  return lock.slice(0, place) + entry + lock.slice(place);
}
