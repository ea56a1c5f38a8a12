import type { NodePath, types } from '@babel/core';
import { root } from '../workers.ts';
import { fileOf, resolveValue, type Value } from './resolve-value.ts';

/** Loads what a value means: an export of a module, or an expression made of exports and constants. */
export async function evaluate(value: Value): Promise<unknown> {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'import') {
    const loaded = ((await import(`${root}/${value.file}`)) as Record<string, unknown>)[value.name];
    return value.member ? (loaded as Record<string, unknown>)[value.member] : loaded;
  }
  return evaluateExpression(value.path);
}

async function evaluateExpression(path: NodePath): Promise<unknown> {
  const names = new Map<string, unknown>();
  const found: NodePath<types.Identifier>[] = [];
  if (path.isIdentifier()) found.push(path);
  path.traverse({
    ReferencedIdentifier(inner) {
      if (inner.isIdentifier()) found.push(inner);
    },
  });
  for (const name of found) {
    const binding = name.scope.getBinding(name.node.name);
    if (!binding || names.has(name.node.name)) continue;
    names.set(name.node.name, await load(name, binding.path));
  }
  const { code } = path.isExpression() ? { code: path.toString() } : { code: 'undefined' };
  return new Function(...names.keys(), `return (${code})`)(...names.values());
}

async function load(name: NodePath<types.Identifier>, declared: NodePath): Promise<unknown> {
  const statement = declared.parent;
  if (statement.type === 'ImportDeclaration') {
    const from = Bun.resolveSync(statement.source.value, `${root}/${fileOf(name)}/..`);
    const loaded = (await import(from)) as Record<string, unknown>;
    if (declared.isImportNamespaceSpecifier()) return loaded;
    const { imported } = declared.node as types.ImportSpecifier;
    return loaded[imported.type === 'Identifier' ? imported.name : imported.value];
  }
  const [value] = resolveValue(name, new Map());
  if (value && !(value.kind === 'expression' && value.path === name)) return evaluate(value);
  throw new Error(`${fileOf(name)}: ${name.node.name} cannot be evaluated`);
}
