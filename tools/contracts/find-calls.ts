import type { NodePath, types } from '@babel/core';
import { parseSource, resolveImport, type Source } from './parse-sources.ts';
import { type Frames, fileOf, NeedsCaller, resolveValue, type Value } from './resolve-value.ts';

/** A call of another worker, as the source has it. */
export type FoundCall = {
  /** Where it is: file and line. */
  place: string;
  paths: Value[];
  /** None if the call does not read the answer. */
  schemas: Value[];
  methods: string[];
};

/** The functions that call another worker, with the positions of path, schema and options. */
const callers: Record<string, { path: number; schema?: number; options: number }> = {
  'platform/edge/calls/call.ts': { path: 2, schema: 3, options: 4 },
  'platform/edge/calls/pass-to-owner.ts': { path: 2, schema: 3, options: 4 },
  'platform/browser/fetch-in-page.ts': { path: 0, options: 1 },
};

/**
 * Finds the calls of other workers in some files. If a call is in a function with the path or the schema as a parameter, each call of that
 * function counts.
 *
 * @param files paths from the root
 */
export function findCalls(files: readonly string[]): FoundCall[] {
  const sources = files.map(parseSource);
  return sources.flatMap(({ calls }) => calls.flatMap((path) => findAt(path, sources)));
}

function findAt(path: NodePath<types.CallExpression>, sources: Source[]): FoundCall[] {
  const callee = path.get('callee');
  if (!callee.isIdentifier()) return [];
  const binding = callee.scope.getBinding(callee.node.name);
  if (binding?.kind !== 'module') return [];
  const imported = resolveImport(fileOf(path), (binding.path.parent as types.ImportDeclaration).source.value);
  const positions = imported ? callers[imported] : undefined;
  return positions ? collect(path, positions, sources, new Map()) : [];
}

function collect(
  path: NodePath<types.CallExpression>,
  positions: { path: number; schema?: number; options: number },
  sources: Source[],
  frames: Frames,
): FoundCall[] {
  const args = path.get('arguments') as NodePath[];
  try {
    const at = args[positions.path];
    const schema = positions.schema === undefined ? undefined : args[positions.schema];
    const options = args[positions.options];
    return [
      {
        place: `${fileOf(path)}:${path.node.loc?.start.line}`,
        paths: at ? resolveValue(at, frames) : [],
        schemas: schema ? resolveValue(schema, frames) : [],
        methods: options ? readMethods(options, frames) : ['GET'],
      },
    ];
  } catch (error) {
    if (!(error instanceof NeedsCaller) || frames.has(error.called.node)) throw error;
    const { called } = error;
    return listCallers(called, sources).flatMap((caller) =>
      collect(
        path,
        positions,
        sources,
        new Map(frames).set(called.node, caller.get('arguments') as NodePath[]),
      ),
    );
  }
}

/** The methods in the options of a call. Without one it is GET. */
function readMethods(options: NodePath, frames: Frames): string[] {
  const methods = resolveValue(options, frames).flatMap((value) =>
    value.kind === 'object' ? (readMethod(value.path, frames) ?? []) : [],
  );
  return methods.length > 0 ? [...new Set(methods)] : ['GET'];
}

function readMethod(object: NodePath<types.ObjectExpression>, frames: Frames): string[] | undefined {
  let found: string[] | undefined;
  for (const property of object.get('properties')) {
    if (property.isSpreadElement()) {
      for (const value of resolveValue(property.get('argument'), frames))
        if (value.kind === 'object') found = readMethod(value.path, frames) ?? found;
    } else if (property.isObjectProperty() && (property.node.key as types.Identifier).name === 'method')
      found = resolveValue(property.get('value') as NodePath, frames).flatMap((value) =>
        value.kind === 'text' ? [value.text] : [],
      );
  }
  return found;
}

/** Finds the calls of a function, in its own file and in those that import it. */
function listCallers(called: NodePath<types.Function>, sources: Source[]): NodePath<types.CallExpression>[] {
  const name = toName(called);
  if (!name) return [];
  const file = fileOf(called);
  const own = called.parentPath?.scope.getBinding(name) ?? called.scope.getBinding(name);
  const others = sources.flatMap(({ program }) =>
    Object.values(program.scope.bindings).filter((binding) => {
      if (binding.kind !== 'module' || binding.path.node.type !== 'ImportSpecifier') return false;
      const { imported } = binding.path.node;
      const source = (binding.path.parent as types.ImportDeclaration).source.value;
      return (
        imported.type === 'Identifier' &&
        imported.name === name &&
        resolveImport(fileOf(binding.path), source) === file
      );
    }),
  );
  return [own, ...others].flatMap((binding) =>
    (binding?.referencePaths ?? []).flatMap((reference) => {
      const { parentPath } = reference;
      return parentPath?.isCallExpression() && reference.key === 'callee' ? [parentPath] : [];
    }),
  );
}

function toName(called: NodePath<types.Function>): string | undefined {
  if (called.isFunctionDeclaration()) return called.node.id?.name;
  const parent = called.parent;
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined;
}
