import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { type NodePath, parseSync, traverse, type types } from '@babel/core';
import { root } from '../workers.ts';

export type Source = {
  file: string;
  program: NodePath<types.Program>;
  calls: NodePath<types.CallExpression>[];
};

const parsed = new Map<string, Source>();

/** Parses a source file of the project once. `file` is a path from the root. */
export function parseSource(file: string): Source {
  const known = parsed.get(file);
  if (known) return known;
  const ast = parseSync(readFileSync(`${root}/${file}`, 'utf8'), {
    ...{ configFile: false, babelrc: false, filename: file },
    parserOpts: { plugins: file.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'] },
  });
  if (!ast) throw new Error(`${file} cannot be parsed`);
  const calls: NodePath<types.CallExpression>[] = [];
  let program: NodePath<types.Program> | undefined;
  traverse(ast, {
    Program(path) {
      program = path;
      path.scope.setData('file', file);
    },
    CallExpression(path) {
      calls.push(path);
    },
  });
  const source = { file, program: program as NodePath<types.Program>, calls };
  parsed.set(file, source);
  return source;
}

/** Lists the sources of a folder without tests. */
export function listSources(folder: string): string[] {
  return [...new Bun.Glob(`${folder}/**/*.{ts,tsx}`).scanSync(root)]
    .filter((file) => !/node_modules|\/dist\/|\.(?:test|test-d|helper|d)\.tsx?$/.test(file))
    .sort();
}

/** Finds the file that an import means, as a path from the root; undefined for a package from a registry. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (!/^\.|^@jogakbo\/(?!host$)/.test(specifier)) return undefined;
  return relative(root, Bun.resolveSync(specifier, dirname(`${root}/${from}`)));
}
