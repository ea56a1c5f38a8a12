import type { NodePath, types } from '@babel/core';
import { resolveImport } from './parse-sources.ts';

/** What an expression means, as far as the source says it. */
export type Value =
  | { kind: 'text'; text: string }
  /** An export of a module, or a member of it. A call of such a function means the same. */
  | { kind: 'import'; file: string; name: string; member?: string }
  | { kind: 'object'; path: NodePath<types.ObjectExpression> }
  | { kind: 'expression'; path: NodePath };

/** The arguments with which functions are called, by function. */
export type Frames = ReadonlyMap<types.Node, NodePath[]>;

/** Thrown if a value depends on the parameter of a function: resolve it again for each caller of the function. */
export class NeedsCaller extends Error {
  readonly called: NodePath<types.Function>;

  constructor(called: NodePath<types.Function>) {
    super('depends on a parameter');
    this.called = called;
  }
}

/** Resolves an expression to its possible values. Each branch of a condition is one of them. */
export function resolveValue(path: NodePath, frames: Frames): Value[] {
  const inner = (next: NodePath) => resolveValue(next, frames);
  if (path.isStringLiteral()) return [{ kind: 'text', text: path.node.value }];
  if (path.isTemplateLiteral()) {
    const [first] = path.node.quasis;
    const [expression] = path.get('expressions');
    if (first?.value.raw === '' && expression) return inner(expression as NodePath);
    return [{ kind: 'text', text: path.node.quasis.map(({ value }) => value.raw).join('~') }];
  }
  if (path.isObjectExpression()) return [{ kind: 'object', path }];
  if (path.isConditionalExpression())
    return [...inner(path.get('consequent')), ...inner(path.get('alternate'))];
  if (path.isLogicalExpression()) return [...inner(path.get('left')), ...inner(path.get('right'))];
  if (path.isTSAsExpression() || path.isTSSatisfiesExpression() || path.isTSNonNullExpression())
    return inner(path.get('expression') as NodePath);
  if (path.isMemberExpression()) {
    const { property } = path.node;
    const [object] = inner(path.get('object'));
    if (object?.kind === 'import' && property.type === 'Identifier' && !object.member && object.name !== '*')
      return [{ ...object, member: property.name }];
  }
  if (path.isCallExpression()) {
    const callee = path.get('callee');
    const [value] = callee.isMemberExpression() || callee.isIdentifier() ? inner(callee as NodePath) : [];
    if (value?.kind === 'import' && value.name !== '*') return [value];
  }
  if (path.isIdentifier()) return resolveName(path, frames);
  return [{ kind: 'expression', path }];
}

function resolveName(path: NodePath<types.Identifier>, frames: Frames): Value[] {
  const unknown: Value[] = [{ kind: 'expression', path }];
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return unknown;
  if (binding.kind === 'module') {
    const source = (binding.path.parent as types.ImportDeclaration).source.value;
    const imported = resolveImport(fileOf(path), source);
    if (!imported) return unknown;
    const specifier = binding.path.node;
    const name =
      specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
        ? specifier.imported.name
        : '*';
    return [{ kind: 'import', file: imported, name }];
  }
  if (binding.kind === 'param') return resolveParameter(path, frames);
  if (binding.path.isVariableDeclarator() && binding.path.node.id.type === 'Identifier') {
    const init = binding.path.get('init') as NodePath;
    if (init.node) return resolveValue(init, frames);
  }
  return unknown;
}

function resolveParameter(path: NodePath<types.Identifier>, frames: Frames): Value[] {
  const binding = path.scope.getBinding(path.node.name);
  const called = binding?.scope.path as NodePath<types.Function>;
  const frame = frames.get(called.node);
  if (!frame) throw new NeedsCaller(called);
  const index = called.node.params.findIndex((param) => contains(param, binding?.identifier));
  const param = called.get('params')[index] as NodePath;
  const given = frame[index] ?? (param.isAssignmentPattern() ? param.get('right') : undefined);
  if (!given) return [{ kind: 'expression', path }];
  const values = resolveValue(given, frames);
  // The rest of an object has what is needed of it, or nothing.
  const pattern = param.isAssignmentPattern() ? param.get('left') : param;
  if (!(pattern as NodePath).isObjectPattern()) return values;
  const isRest = (pattern.node as types.ObjectPattern).properties.some(
    (property) => property.type === 'RestElement' && contains(property, binding?.identifier),
  );
  return isRest ? values : [{ kind: 'expression', path }];
}

function contains(node: types.Node, inner: types.Node | undefined): boolean {
  return (
    inner !== undefined && (node.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (node.end ?? 0)
  );
}

/** The file of a path. `parseSource` names it. */
export function fileOf(path: NodePath): string {
  return path.scope.getProgramParent().getData('file') as string;
}
