import { toJsonSchema as convert } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { type FunctionRule, functionRule, withFunctions } from './with-functions.ts';

/** A JSON Schema, as far as valibot makes it. `true` accepts every value. */
export type JsonSchema = boolean | JsonSchemaObject;

/** The keywords that the comparison knows. */
export type JsonSchemaObject = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  not?: JsonSchema;
  default?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema;
  propertyNames?: JsonSchema;
  minProperties?: number;
  maxProperties?: number;
  items?: JsonSchema | JsonSchema[];
  additionalItems?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  $ref?: string;
  /** Rules that are functions, each with a hash of its source. Only an equal rule accepts the same values for sure. */
  functions?: string[];
};

/**
 * Converts a schema to what its reader accepts: a field with a default may be missing, and unknown fields do no harm.
 */
export function toAccepted(schema: v.GenericSchema): JsonSchema {
  return toJson(schema, 'input');
}

/** Converts a schema to what its writer sends: a field with a default is always there, and there are no other fields. */
export function toSent(schema: v.GenericSchema): JsonSchema {
  return close(toJson(schema, 'output'));
}

function toJson(schema: v.GenericSchema, typeMode: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...json } = convert(withFunctions(schema, typeMode), {
    ...{ typeMode, errorMode: 'ignore' },
    overrideAction({ valibotAction, jsonSchema }) {
      const action = valibotAction as { type: string };
      if (action.type === functionRule)
        return {
          ...jsonSchema,
          functions: [...((jsonSchema as JsonSchemaObject).functions ?? []), (action as FunctionRule).rule],
        };
      if (action.type !== 'regex') return undefined;
      const { requirement } = valibotAction as unknown as { requirement: RegExp };
      const pattern = toPattern(requirement);
      // The library keeps the first pattern, and only its source.
      if (!jsonSchema.pattern || jsonSchema.pattern === requirement.source) return { ...jsonSchema, pattern };
      return { ...jsonSchema, allOf: [...(jsonSchema.allOf ?? []), { type: 'string', pattern }] };
    },
  });
  return json as JsonSchemaObject;
}

/** JSON Schema has no flags, so they become a part of the pattern. */
function toPattern({ source, flags }: RegExp): string {
  const kept = flags.replaceAll(/[^ims]/g, '');
  return kept ? `(?${kept}:${source})` : source;
}

/** Removes the rules that are functions, at every depth. */
export function withoutFunctions(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'functions' && isRules(value) ? undefined : value)),
  ) as JsonSchema;
}

/** A field of an object may have the name of the keyword, and is a schema then. */
function isRules(value: unknown): boolean {
  return Array.isArray(value) && value.every((rule) => typeof rule === 'string');
}

function close(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const { properties, items, additionalProperties, additionalItems } = schema;
  const closed: JsonSchemaObject = { ...schema };
  for (const name of ['anyOf', 'oneOf'] as const) if (schema[name]) closed[name] = schema[name].map(close);
  // The parts of an intersection complete each other, so none of them is closed.
  if (properties && !schema.allOf) {
    const filled = Object.entries(properties).filter(([, each]) => hasDefault(each));
    closed.properties = Object.fromEntries(
      Object.entries(properties).map(([key, each]) => [key, close(each)]),
    );
    closed.required = [...new Set([...(schema.required ?? []), ...filled.map(([key]) => key)])];
    closed.additionalProperties = additionalProperties ?? false;
  }
  if (typeof additionalProperties === 'object') closed.additionalProperties = close(additionalProperties);
  if (Array.isArray(items)) {
    closed.items = items.map(close);
    if (additionalItems === undefined)
      Object.assign(closed, { additionalItems: false, maxItems: items.length });
  } else if (items !== undefined) closed.items = close(items);
  if (typeof additionalItems === 'object') closed.additionalItems = close(additionalItems);
  return closed;
}

function hasDefault(schema: JsonSchema): boolean {
  return typeof schema === 'object' && 'default' in schema;
}
