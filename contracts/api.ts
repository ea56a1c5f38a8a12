import * as v from 'valibot';

/** What a client of `/api/v1` may do. */
export const scopes = ['catalog:read'] as const;
export const Scope = v.picklist(scopes);
export type Scope = v.InferOutput<typeof Scope>;

/** The start of the path of every public route, before the name of the slice. */
export const publicApiPath = '/api/v1';

/** Where a BFF keeps its public routes. `/api/v1/product/products/1` is `/v1/products/1` on the BFF of product. */
export const publicPrefix = '/v1';

/** `GET` on a BFF: the {@link PublicPart} of the slice. */
export const publicPartPath = `${publicPrefix}/openapi.json`;

/**
 * `GET` on the service that keeps credentials, with the key in `headers.credential`: the {@link ApiClient}, or 404 if the key is
 * unknown or revoked.
 */
export const apiClientPath = '/api-client';

/** Who makes a request to `/api/v1`. */
export const ApiClient = v.object({
  id: v.string(),
  scopes: v.array(v.string()),
  /** Requests in a minute. */
  quota: v.number(),
});
export type ApiClient = v.InferOutput<typeof ApiClient>;

/** The form of a key: 256 random bits. */
export const credentialForm = /^jbk_[\w-]{43}$/;

/** A public route that assistants may use as a tool. `where` says for each argument which part of the request it belongs to. */
const Tool = v.object({
  name: v.string(),
  description: v.string(),
  method: v.string(),
  /** Below the slice, with names in braces: `/products/{id}`. */
  path: v.string(),
  scope: Scope,
  where: v.record(v.string(), v.picklist(['path', 'query', 'body'])),
  /** The arguments, as JSON Schema. */
  input: v.record(v.string(), v.unknown()),
});
export type Tool = v.InferOutput<typeof Tool>;

/** What a slice adds to the one OpenAPI document, and to the tools for assistants. */
export const PublicPart = v.object({
  /** OpenAPI 3.1 path items. The paths begin with the slice. */
  paths: v.record(v.string(), v.record(v.string(), v.unknown())),
  tools: v.array(Tool),
});
export type PublicPart = v.InferOutput<typeof PublicPart>;
