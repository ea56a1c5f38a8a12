import type { JsonSchema, JsonSchemaObject } from './json-schema.ts';

/** Splits a schema into schemas without alternatives: each has one type or one value. */
export function listAlternatives(schema: JsonSchema): JsonSchemaObject[] {
  if (schema === true) return [{}];
  if (schema === false) return [];
  const { anyOf, oneOf, enum: values, allOf, ...rest } = schema;
  const branches = anyOf ?? oneOf;
  if (branches)
    return branches.flatMap((branch) => listAlternatives({ allOf: [rest, branch, ...(allOf ?? [])] }));
  if (values) return values.map((value) => ({ ...rest, const: value }));
  if (Array.isArray(rest.type)) return rest.type.flatMap((type) => listAlternatives({ ...schema, type }));
  if (allOf) {
    const parts = [rest, ...allOf].map(listAlternatives).filter((part) => !isEmpty(part));
    return parts.reduce(
      (all, part) => all.flatMap((a) => part.map((b) => merge(a, b))),
      [{} as JsonSchemaObject],
    );
  }
  if (rest.type === 'boolean' && !('const' in rest))
    return [true, false].map((value) => ({ ...rest, const: value }));
  return [rest as JsonSchemaObject];
}

/** The schemas that a reader applies one after the other: the members of `allOf`, and the rest. */
export function listParts(schema: JsonSchemaObject): JsonSchema[] {
  const { allOf, ...rest } = schema;
  return allOf
    ? [rest, ...allOf.flatMap((part) => (typeof part === 'boolean' ? [part] : listParts(part)))]
    : [schema];
}

function isEmpty(part: JsonSchemaObject[]): boolean {
  return part.length === 1 && Object.keys(part[0] as JsonSchemaObject).length === 0;
}

/** What fits both schemas. */
function merge(a: JsonSchemaObject, b: JsonSchemaObject): JsonSchemaObject {
  const merged: JsonSchemaObject = { ...a, ...b };
  if (a.type === 'integer' || b.type === 'integer') merged.type = 'integer';
  for (const name of ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'] as const)
    if (a[name] !== undefined && b[name] !== undefined) merged[name] = Math.max(a[name], b[name]);
  for (const name of ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'] as const)
    if (a[name] !== undefined && b[name] !== undefined) merged[name] = Math.min(a[name], b[name]);
  if (a.functions && b.functions) merged.functions = [...new Set([...a.functions, ...b.functions])];
  if (a.required && b.required) merged.required = [...new Set([...a.required, ...b.required])];
  if (a.properties && b.properties) {
    merged.properties = { ...a.properties, ...b.properties };
    for (const [name, schema] of Object.entries(a.properties)) {
      const other = b.properties[name];
      if (other !== undefined) merged.properties[name] = { allOf: [schema, other] };
    }
  }
  if (a.pattern !== undefined && b.pattern !== undefined && a.pattern !== b.pattern) {
    merged.pattern = a.pattern;
    merged.allOf = [...(a.allOf ?? []), ...(b.allOf ?? []), { type: 'string', pattern: b.pattern }];
  }
  return merged;
}
