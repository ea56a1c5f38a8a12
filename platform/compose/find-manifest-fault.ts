/**
 * Finds the first fault of a manifest. The rules are those of the schema in `contracts/manifest.ts`, and a property test compares both.
 * They are written by hand here, as the library of the schema would be an eighth of the engine.
 *
 * @param value parsed JSON
 * @returns a sentence without a final dot, such as `fragments.price.params must be a list of texts`; undefined if there is no fault
 */
export function findManifestFault(value: unknown): string | undefined {
  return manifest(value, '');
}

/** Returns the first fault of a value. `path` says where the value is. */
type Rule = (value: unknown, path: string) => string | undefined;

const isText = (value: unknown): value is string => typeof value === 'string';
const text = toRule(isText, 'a text');
const version = toPattern(/^[\x20-\x7e]*$/, 'a text of ASCII characters, as it gets into headers');
const styles = toPattern(/^(?![\s\S]*<\/style)/i, 'a text without </style, as it would end there');
const hash = toPattern(
  /^(?:sha(?:256|384|512)-[\w+/=-]*)?$/,
  'a hash such as sha256-…, as it gets into the policy',
);
const truth = toRule((value) => typeof value === 'boolean', 'true or false');
const texts = toRule((value) => Array.isArray(value) && value.every(isText), 'a list of texts');
const textOrNull = toRule((value) => value === null || isText(value), 'a text or null');
const object = toRule(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'an object',
);

const declaration = toShape({
  ...{
    params: optional(texts),
    personal: optional(truth),
    island: optional(truth),
    refreshOn: optional(texts),
  },
});
const manifest = toShape({
  slice: text,
  version,
  fragments: (value, path) =>
    object(value, path) ?? firstFault(Object.keys(value as object), () => declaration, value, path),
  stylesheet: optional(toShape({ content: styles, hash: optional(hash) })),
  remote: optional(textOrNull),
  batches: optional(truth),
});

function toRule(holds: (value: unknown) => boolean, kind: string): Rule {
  return (value, path) => (holds(value) ? undefined : `${path.slice(1) || 'it'} must be ${kind}`);
}

function toPattern(pattern: RegExp, kind: string): Rule {
  return toRule((value) => isText(value) && pattern.test(value), kind);
}

function optional(rule: Rule): Rule {
  return (value, path) => (value === undefined ? undefined : rule(value, path));
}

function toShape(rules: Record<string, Rule>): Rule {
  return (value, path) =>
    object(value, path) ?? firstFault(Object.keys(rules), (key) => rules[key] as Rule, value, path);
}

function firstFault(keys: string[], ruleOf: (key: string) => Rule, value: unknown, path: string) {
  for (const key of keys) {
    const fault = ruleOf(key)((value as Record<string, unknown>)[key], `${path}.${key}`);
    if (fault) return fault;
  }
  return undefined;
}
