import type { JsonSchema, JsonSchemaObject } from './json-schema.ts';

/** A value that a writer may send and a reader refuses. */
export type Misfit = {
  /** The field, such as `lines[].quantity`; empty for the whole value. */
  at: string;
  /** What may come there, such as `may be null`. */
  says: string;
  /** The rule that is a function, if it depends on one. Then nobody can tell without reading it. */
  rule?: string;
};

type Find = (given: JsonSchema, wanted: JsonSchema, at?: string) => Misfit | undefined;

/** Compares the fields of two objects. */
export function findObjectMisfit(
  given: JsonSchemaObject,
  wanted: JsonSchemaObject,
  at: string,
  findMisfit: Find,
): Misfit | undefined {
  const { properties = {}, required = [], additionalProperties: others = true } = given;
  for (const [name, schema] of Object.entries(wanted.properties ?? {})) {
    // Fields that the writer does not know are not sent, unless it sends any names.
    const sent = properties[name] ?? (typeof others === 'object' ? others : undefined);
    const misfit = sent === undefined ? undefined : findMisfit(sent, schema, join(at, name));
    if (misfit) return misfit;
  }
  for (const name of wanted.required ?? [])
    if (!required.includes(name))
      return { at: join(at, name), says: Object.hasOwn(properties, name) ? 'may be missing' : 'is missing' };
  return findInOthers(given, wanted, at, findMisfit);
}

/** Compares the fields that the reader does not name. */
function findInOthers(
  given: JsonSchemaObject,
  wanted: JsonSchemaObject,
  at: string,
  findMisfit: Find,
): Misfit | undefined {
  const { properties = {}, additionalProperties: others = true } = given;
  const { additionalProperties: accepted = true, propertyNames: names } = wanted;
  for (const [name, schema] of Object.entries(properties)) {
    if (Object.hasOwn(wanted.properties ?? {}, name)) continue;
    if (accepted === false) return { at: join(at, name), says: 'is sent, and no other field is accepted' };
    const misfit = findMisfit(schema, accepted, join(at, name));
    if (misfit) return misfit;
    if (names !== undefined && findMisfit({ const: name }, names))
      return { at: join(at, name), says: 'is sent, and this name is not accepted' };
  }
  if (others === false) return undefined;
  if (accepted === false) return { at, says: 'may have fields that are not accepted' };
  const inner = findMisfit(others, accepted, `${at}[name]`);
  if (inner) return inner;
  return names === undefined
    ? undefined
    : findMisfit(given.propertyNames ?? { type: 'string' }, names, `the names of ${at || 'the fields'}`);
}

/** Compares the entries of two lists. */
export function findArrayMisfit(
  given: JsonSchemaObject,
  wanted: JsonSchemaObject,
  at: string,
  findMisfit: Find,
): Misfit | undefined {
  const places = Math.max(countPlaces(given), countPlaces(wanted));
  for (let index = 0; index < places; index++) {
    const sent = entryAt(given, index);
    if (sent === undefined) continue;
    const misfit = findMisfit(sent, entryAt(wanted, index) ?? true, `${at}[${index}]`);
    if (misfit) return misfit;
  }
  const rest = entryAt(given, places);
  if (rest === undefined) return undefined;
  return findMisfit(rest, entryAt(wanted, places) ?? true, `${at}[]`);
}

function countPlaces({ items }: JsonSchemaObject): number {
  return Array.isArray(items) ? items.length : 0;
}

/** The schema of an entry; undefined if the list has no such entry. */
function entryAt({ items = true, additionalItems }: JsonSchemaObject, index: number): JsonSchema | undefined {
  if (!Array.isArray(items)) return items;
  return items[index] ?? additionalItems;
}

function join(at: string, name: string): string {
  return at ? `${at}.${name}` : name;
}
