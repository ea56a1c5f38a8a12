import type * as v from 'valibot';

/** A step of a pipe that is a function, such as `v.check` or `v.transform`, with all that follows a transformation. */
export type FunctionRule = { kind: 'validation'; type: typeof functionRule; rule: string };
export const functionRule = 'function_rule';

type Item = { kind: string; type: string; pipe?: Item[]; message?: unknown };

/** The checks of valibot whose requirement is a function. */
const checks = new Set([
  ...['check', 'raw_check', 'partial_check', 'check_items', 'every_item', 'some_item'],
]);
/** The transformations of valibot whose operation is a function, or whose result has another type. */
const transformations = new Set([
  ...['transform', 'raw_transform', 'find_item', 'filter_items', 'map_items', 'sort_items', 'reduce_items'],
  ...['parse_json', 'stringify_json', 'to_bigint', 'to_boolean', 'to_date', 'to_number', 'to_string'],
]);

type Side = 'input' | 'output';

/**
 * Copies a schema, and replaces the functions in its pipes by {@link FunctionRule}s. A transformation is one rule together with everything
 * after it.
 *
 * @param side of an input, JSON Schema describes the value before a transformation, and the rules are before that; of an output, the
 *   value at the end
 */
export function withFunctions(schema: v.GenericSchema, side: Side): v.GenericSchema {
  return copy(schema, side) as v.GenericSchema;
}

/** Schemas in lists and in entries are copied, too. A lazy schema is a function, and stays as it is. */
function copy(value: unknown, side: Side): unknown {
  if (Array.isArray(value)) return value.map((each) => copy(each, side));
  if (!isPlain(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [
    key,
    key === 'pipe' ? copyPipe(part as Item[], side) : copy(part, side),
  ]);
  return Object.fromEntries(parts);
}

function copyPipe([first, ...others]: Item[], side: Side): unknown[] {
  const items = flatten(others);
  const end = items.findIndex(({ type }) => transformations.has(type));
  const before = end < 0 ? items : items.slice(0, end);
  const rules = before.filter(({ type }) => checks.has(type)).map((item) => toRule([item]));
  if (end >= 0) rules.push(toRule(items.slice(end)));
  const rest = (side === 'input' ? before : items).filter(({ type }) => !checks.has(type));
  const copied = [first, ...rest].map((item) => copy(item, side));
  return side === 'input' ? [copied[0], ...rules, ...copied.slice(1)] : [...copied, ...rules];
}

function flatten(pipe: Item[]): Item[] {
  return pipe.flatMap((item) => (item.pipe ? flatten(item.pipe) : [item]));
}

/** The rule has the kind and the message of its first step, for people, and a hash of all that its source says. */
function toRule(items: Item[]): FunctionRule {
  const [{ type, message } = { type: '' }] = items;
  const hash = Bun.hash(JSON.stringify(items, toText)).toString(36);
  const said = typeof message === 'string' ? `: ${message}` : '';
  return { kind: 'validation', type: functionRule, rule: `${type} ${hash}${said}` };
}

/** Texts of functions and patterns. Spaces and semicolons belong to the printer of the code. */
function toText(key: string, value: unknown): unknown {
  if (key.startsWith('~') || key === 'reference') return undefined;
  if (typeof value === 'function') return String(value).replaceAll(/[\s;]/g, '');
  return value instanceof RegExp ? String(value) : value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
