import * as v from 'valibot';

/** What a client of `/api/v1` may do for a member, with a token that the member has allowed. A key alone never has these scopes. */
export const memberScopes = ['cart', 'orders', 'checkout'] as const;
export const MemberScope = v.picklist(memberScopes);
export type MemberScope = v.InferOutput<typeof MemberScope>;

/** What a client of `/api/v1` may do. */
export const scopes = ['catalog:read', ...memberScopes] as const;
export const Scope = v.picklist(scopes);
export type Scope = v.InferOutput<typeof Scope>;

/** The start of the path of every public route, before the name of the slice. */
export const publicApiPath = '/api/v1';

/** Where a BFF keeps its public routes. `/api/v1/product/products/1` is `/v1/products/1` on the BFF of product. */
export const publicPrefix = '/v1';

/** `GET` on a BFF: the {@link PublicPart} of the slice. */
export const publicPartPath = `${publicPrefix}/openapi.json`;

/**
 * `GET` on the service that keeps credentials, with the key or the member's token in `headers.credential`: the {@link ApiClient}, or 404
 * if it is unknown, revoked or expired.
 */
export const apiClientPath = '/api-client';

/**
 * `GET` on the BFF of the slice that keeps members, with the parameters of an authorization request: an {@link AuthorizationView}. The
 * problem 422 is for the person only: nothing may be sent to an address that the client has not registered.
 */
export const authorizationCheckPath = '/authorization';

/**
 * The program that asks, what it wants to do, and the address where the member comes back; or, with `redirect` alone, the address that
 * tells the program why its request is wrong.
 */
export const AuthorizationView = v.union([
  v.object({ client: v.string(), scopes: v.array(MemberScope), target: v.string() }),
  v.object({ redirect: v.string() }),
]);
export type AuthorizationView = v.InferOutput<typeof AuthorizationView>;

/** Who makes a request to `/api/v1`. */
export const ApiClient = v.object({
  id: v.string(),
  scopes: v.array(v.string()),
  /** Requests in a minute; with a member's token, for each member. */
  quota: v.number(),
  /** The member whose token was sent. A key alone has none. */
  member: v.optional(v.string()),
});
export type ApiClient = v.InferOutput<typeof ApiClient>;

/** The form of a key or of a member's access token: 256 random bits. */
export const credentialForm = /^jb[ka]_[\w-]{43}$/;

/** Where a member allows a program to act for them. `GET` shows the page, `POST` sends its form. */
export const authorizationPath = '/oauth/authorize';
/** `POST`: exchanges a code or a refresh token for tokens. https://www.rfc-editor.org/rfc/rfc6749#section-3.2 */
export const tokenPath = '/oauth/token';
/** `POST`: ends a token and all others of the same grant. https://www.rfc-editor.org/rfc/rfc7009 */
export const revocationPath = '/oauth/revoke';

/** The parameters of an authorization request, in the order in which addresses show them. */
export const authorizationFields = [
  ...['response_type', 'client_id', 'redirect_uri', 'scope', 'state'],
  ...['code_challenge', 'code_challenge_method'],
] as const;

/** The events that a client learns by webhook. */
export const webhookTypes = [
  'order.placed',
  'order.confirmed',
  'order.cancelled',
  'order.delivered',
] as const;

/** The body of a webhook. It says which order changed, and nothing else about it. */
export type WebhookMessage = {
  type: (typeof webhookTypes)[number];
  /** ISO 8601 in UTC. */
  timestamp: string;
  data: { order: string /** The member's name for this client alone. */; member: string };
};

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
