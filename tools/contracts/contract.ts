import * as v from 'valibot';
import type { JsonSchema } from './json-schema.ts';

const Schema = v.custom<JsonSchema>(
  (value) => typeof value === 'boolean' || isRecord(value),
  'must be a JSON Schema',
);
const Texts = v.record(v.string(), v.string());
const Method = v.string();

/** Parts of a request: `json`, `query`, `param` or `header`. */
const Parts = v.record(v.string(), Schema);
export type Parts = v.InferOutput<typeof Parts>;

/** A route of a service or a BFF. `{}` in its path is a value. `answers` has the form of each answer by its status, as far as it is known. */
export const OfferedRoute = v.strictObject({
  worker: v.string(),
  method: Method,
  path: v.string(),
  inputs: Parts,
  answers: v.record(v.string(), Schema),
});
export type OfferedRoute = v.InferOutput<typeof OfferedRoute>;

/** A route of another worker that a worker calls: what it may send, and what it reads of the answer. */
export const NeededRoute = v.strictObject({
  worker: v.string(),
  of: v.string(),
  method: Method,
  path: v.string(),
  sends: Parts,
  reads: Schema,
});
export type NeededRoute = v.InferOutput<typeof NeededRoute>;

/** What a slice offers to others, and what it needs from them. */
export const Contract = v.strictObject({
  slice: v.string(),
  offers: v.strictObject({
    routes: v.array(OfferedRoute),
    fragments: v.array(v.strictObject({ worker: v.string(), name: v.string(), params: Schema })),
    events: v.array(v.strictObject({ worker: v.string(), type: v.string(), data: Schema })),
    /** The cache tags on its fragments. `{}` is a number. */
    tags: v.array(v.string()),
    /** The headers of the fragment protocol, by what they are for. */
    headers: Texts,
  }),
  needs: v.strictObject({
    routes: v.array(NeededRoute),
    fragments: v.array(
      v.strictObject({ worker: v.string(), of: v.string(), name: v.string(), sends: Schema }),
    ),
    events: v.array(v.strictObject({ worker: v.string(), type: v.string(), reads: Schema })),
    /** The cache tags whose copies it ends after an event. */
    tags: v.array(v.strictObject({ worker: v.string(), event: v.string(), tag: v.string() })),
    headers: Texts,
  }),
});
export type Contract = v.InferOutput<typeof Contract>;

/** A contract without anything, for a slice that has not been released. */
export function emptyContract(slice: string): Contract {
  return {
    slice,
    offers: { routes: [], fragments: [], events: [], tags: [], headers: {} },
    needs: { routes: [], fragments: [], events: [], tags: [], headers: {} },
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
