import { isDeepStrictEqual } from 'node:util';
import { type JsonSchema, type JsonSchemaObject, withoutFunctions } from './json-schema.ts';
import { listAlternatives, listParts } from './list-alternatives.ts';
import { findArrayMisfit, findObjectMisfit, type Misfit } from './misfit.ts';

/**
 * Looks for a value that fits one schema and not the other. If it cannot be sure, it reports a misfit. A misfit that only a function may
 * cause, such as one in `v.check`, comes after all others.
 *
 * @param given what may be sent
 * @param wanted what the reader accepts
 * @returns the first misfit; undefined if every given value is accepted
 */
export function findMisfit(given: JsonSchema, wanted: JsonSchema): Misfit | undefined {
  const certain = find(withoutFunctions(given), withoutFunctions(wanted));
  if (certain) return certain;
  const misfit = find(given, wanted);
  return misfit && { ...misfit, rule: misfit.rule ?? 'unknown' };
}

function find(given: JsonSchema, wanted: JsonSchema, at = ''): Misfit | undefined {
  if (wanted === true || given === false || isDeepStrictEqual(given, wanted)) return undefined;
  if (wanted === false) return { at, says: 'is not accepted any more' };
  const parts = listParts(wanted);
  for (const one of listAlternatives(given)) {
    for (const part of parts) {
      const misfit = findInAlternatives(one, listAlternatives(part), at);
      if (misfit) return misfit;
    }
  }
  return undefined;
}

/** The misfit that says most: of an alternative that nearly fits. */
function findInAlternatives(
  given: JsonSchemaObject,
  wanted: JsonSchemaObject[],
  at: string,
): Misfit | undefined {
  let nearest: Misfit | undefined;
  let unsure: Misfit | undefined;
  for (const alternative of wanted) {
    const misfit = findInOne(given, alternative, at);
    if (!misfit) return undefined;
    if (misfit.rule !== undefined) unsure ??= misfit;
    const isNear = haveSameType(given, alternative) && (wanted.length === 1 || misfit.at !== at);
    if (isNear && (!nearest || misfit.at.length > nearest.at.length)) nearest = misfit;
  }
  if (unsure ?? nearest) return unsure ?? nearest;
  const [only] = wanted;
  if (wanted.length === 1 && only && haveSameType(given, only)) return findInOne(given, only, at);
  return { at, says: `may be ${toWords(given)}` };
}

function findInOne(given: JsonSchemaObject, wanted: JsonSchemaObject, at: string): Misfit | undefined {
  const { default: _, functions = [], ...rules } = wanted;
  const changed = functions.find((rule) => !given.functions?.includes(rule));
  const misfit = Object.keys(rules).length > 0 ? findInRules(given, wanted, at) : undefined;
  return misfit ?? (changed === undefined ? undefined : toUnsure(changed, at));
}

/** A rule that is a function may be narrower than before, or not: only people can tell. */
function toUnsure(rule: string, at: string): Misfit {
  const [, kind = '', message] = rule.match(/^(\S+) \S+(?:: (.*))?$/s) ?? [];
  const named = message ? ` ("${message}")` : '';
  return {
    at,
    says: `meets a new or changed rule that is a function, v.${toCamel(kind)}${named}`,
    rule,
  };
}

function toCamel(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function findInRules(given: JsonSchemaObject, wanted: JsonSchemaObject, at: string): Misfit | undefined {
  if ('not' in wanted && !isDeepStrictEqual(given.not, wanted.not)) {
    const isApart = 'const' in given && find({ const: given.const }, wanted.not as JsonSchema) !== undefined;
    if (!isApart) return { at, says: `may be ${toWords(given)}` };
  }
  if ('const' in wanted)
    return 'const' in given && isDeepStrictEqual(given.const, wanted.const)
      ? undefined
      : { at, says: `may be ${toWords(given)}` };
  const says = 'const' in given ? judgeValue(given.const, wanted) : judgeKeywords(given, wanted);
  if (says) return { at, says };
  if ('const' in given) return undefined;
  if (given.type === 'object') return findObjectMisfit(given, wanted, at, find);
  if (given.type === 'array') return findArrayMisfit(given, wanted, at, find);
  return undefined;
}

function haveSameType(given: JsonSchemaObject, wanted: JsonSchemaObject): boolean {
  const type = 'const' in given ? typeOf(given.const) : given.type;
  return type === wanted.type || (type === 'integer' && wanted.type === 'number');
}

/** Whether one value fits. */
function judgeValue(value: unknown, wanted: JsonSchemaObject): string | undefined {
  const fault = `may be ${JSON.stringify(value)}`;
  const type = typeOf(value);
  if (wanted.type && type !== wanted.type && !(wanted.type === 'number' && type === 'integer')) return fault;
  if (typeof value === 'string') {
    const given = { minLength: value.length, maxLength: value.length };
    if (wanted.format || judgeBounds(given, { ...wanted })) return fault;
    return wanted.pattern && !new RegExp(wanted.pattern, 'u').test(value) ? fault : undefined;
  }
  if (typeof value === 'number') {
    if (wanted.multipleOf && value % wanted.multipleOf !== 0) return fault;
    return judgeBounds({ minimum: value, maximum: value }, wanted) ? fault : undefined;
  }
  return undefined;
}

function judgeKeywords(given: JsonSchemaObject, wanted: JsonSchemaObject): string | undefined {
  if (wanted.type && !haveSameType(given, wanted)) return `may be ${toWords(given)}`;
  if (given.type !== wanted.type && !wanted.type && given.type === undefined)
    return `may be ${toWords(given)}`;
  if (wanted.pattern !== undefined && !listPatterns(given).includes(wanted.pattern))
    return 'may have another form than its pattern allows';
  if (wanted.format !== undefined && given.format !== wanted.format)
    return `may have another form than ${wanted.format}`;
  if (wanted.multipleOf !== undefined && !isMultiple(given, wanted.multipleOf))
    return `may be no multiple of ${wanted.multipleOf}`;
  return judgeBounds(given, wanted);
}

function listPatterns({ pattern, allOf = [] }: JsonSchemaObject): string[] {
  const others = allOf.flatMap((each) => (typeof each === 'object' ? listPatterns(each) : []));
  return pattern === undefined ? others : [pattern, ...others];
}

function isMultiple({ multipleOf, type }: JsonSchemaObject, wanted: number): boolean {
  return (multipleOf ?? (type === 'integer' ? 1 : Number.NaN)) % wanted === 0;
}

const bounds = [
  ['minLength', 'may be shorter than', (given, wanted) => (given.minLength ?? 0) >= wanted],
  ['maxLength', 'may be longer than', (given, wanted) => (given.maxLength ?? Infinity) <= wanted],
  ['minimum', 'may be less than', (given, wanted) => isAbove(given, wanted, true)],
  ['maximum', 'may be more than', (given, wanted) => isBelow(given, wanted, true)],
  ['exclusiveMinimum', 'may be as little as', (given, wanted) => isAbove(given, wanted, false)],
  ['exclusiveMaximum', 'may be as much as', (given, wanted) => isBelow(given, wanted, false)],
  ['minItems', 'may have fewer entries than', (given, wanted) => (given.minItems ?? 0) >= wanted],
  ['maxItems', 'may have more entries than', (given, wanted) => (given.maxItems ?? Infinity) <= wanted],
  ['minProperties', 'may have fewer fields than', (given, wanted) => countFields(given) >= wanted],
  [
    'maxProperties',
    'may have more fields than',
    (given, wanted) => (given.maxProperties ?? Infinity) <= wanted,
  ],
] as const satisfies [keyof JsonSchemaObject, string, (given: JsonSchemaObject, wanted: number) => boolean][];

function judgeBounds(given: JsonSchemaObject, wanted: JsonSchemaObject): string | undefined {
  for (const [keyword, words, fits] of bounds) {
    const limit = wanted[keyword];
    if (limit !== undefined && !fits(given, limit)) return `${words} ${limit}`;
  }
  return undefined;
}

function isAbove(
  { minimum, exclusiveMinimum }: JsonSchemaObject,
  limit: number,
  inclusive: boolean,
): boolean {
  if (exclusiveMinimum !== undefined && exclusiveMinimum >= limit) return true;
  return minimum !== undefined && (inclusive ? minimum >= limit : minimum > limit);
}

function isBelow(
  { maximum, exclusiveMaximum }: JsonSchemaObject,
  limit: number,
  inclusive: boolean,
): boolean {
  if (exclusiveMaximum !== undefined && exclusiveMaximum <= limit) return true;
  return maximum !== undefined && (inclusive ? maximum <= limit : maximum < limit);
}

function countFields({ minProperties = 0, required = [] }: JsonSchemaObject): number {
  return Math.max(minProperties, required.length);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function toWords(given: JsonSchemaObject): string {
  if ('const' in given) return JSON.stringify(given.const);
  const words = {
    string: 'a text',
    number: 'a number',
    integer: 'a number',
    array: 'a list',
    object: 'an object',
  };
  const { type } = given;
  return typeof type === 'string' ? (words[type as keyof typeof words] ?? type) : 'anything';
}
