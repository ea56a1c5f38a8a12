import { authorizationFields, MemberScope, Scope } from '@jogakbo/contracts/api';
import { TypedField } from '@jogakbo/contracts/typed-text';
import * as v from 'valibot';
import { isRedirectUri } from './is-redirect-uri.ts';

/** An address of a client to which a member comes back. It is compared letter by letter. */
const RedirectUri = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check(isRedirectUri, 'must be https, a loopback address, or a scheme of the app such as com.example.app'),
);

/**
 * A client of `/api/v1` to make, for operators. `scopes` say what it may do, `quota` is requests in a minute. A client with addresses in
 * `redirectUris` may ask members for tokens. `open` is for a program that cannot keep a key secret, such as an app on a phone: it gets
 * tokens without the key.
 */
export const ApiClientInput = v.object({
  name: TypedField(60),
  scopes: v.pipe(v.array(Scope), v.minLength(1)),
  quota: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), 600),
  redirectUris: v.optional(v.pipe(v.array(RedirectUri), v.maxLength(5)), []),
  open: v.optional(v.boolean(), false),
});
export type ApiClientInput = v.InferOutput<typeof ApiClientInput>;
/** The key is a secret, and is shown once. */
export const CreatedClient = v.object({ id: v.string(), key: v.string() });
export type CreatedClient = v.InferOutput<typeof CreatedClient>;
/** A client as operators see it. Times are epoch milliseconds; `keyEnd` has the last characters of its key. */
export const ListedClient = v.object({
  id: v.string(),
  ...ApiClientInput.entries,
  quota: v.number(),
  keyEnd: v.string(),
  createdAt: v.number(),
  revokedAt: v.nullable(v.number()),
  /** Where it gets the events of orders. An address that has failed for 12 hours is disabled. */
  webhook: v.optional(
    v.object({
      url: v.string(),
      failingSince: v.nullable(v.number()),
      disabledAt: v.nullable(v.number()),
    }),
  ),
});
export type ListedClient = v.InferOutput<typeof ListedClient>;
export const ApiClientList = v.object({ clients: v.array(ListedClient) });
export type ApiClientList = v.InferOutput<typeof ApiClientList>;

/** Where a client gets the events of orders. */
export const WebhookInput = v.object({ url: v.pipe(v.string(), v.maxLength(300)) });
export type WebhookInput = v.InferOutput<typeof WebhookInput>;
/** The secret checks the signatures, and is shown once. */
export const CreatedWebhook = v.object({ url: v.string(), secret: v.string() });
export type CreatedWebhook = v.InferOutput<typeof CreatedWebhook>;

const Parameter = v.optional(v.pipe(v.string(), v.maxLength(1_000)), '');
/** The parameters of a client that asks a member for a token. https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1 and RFC 7636 */
export const AuthorizationQuery = v.object(v.entriesFromList(authorizationFields, Parameter));
export type AuthorizationQuery = v.InferOutput<typeof AuthorizationQuery>;
/** The member's answer to the same parameters. */
export const AuthorizationAnswer = v.object({ ...AuthorizationQuery.entries, allow: v.boolean() });
export type AuthorizationAnswer = v.InferOutput<typeof AuthorizationAnswer>;
/** The address that the browser opens next, with a code or an error. */
export const AuthorizationReply = v.object({ redirect: v.string() });
export type AuthorizationReply = v.InferOutput<typeof AuthorizationReply>;

const Secret = v.optional(v.pipe(v.string(), v.maxLength(200)), '');
/** A request for tokens: with `code` for the first ones, with `refreshToken` for the next ones. `secret` is the key of the client. */
export const TokenRequest = v.object({
  grantType: Secret,
  ...{ client: Secret, secret: Secret, code: Secret, verifier: Secret, refreshToken: Secret },
  redirectUri: Parameter,
});
export type TokenRequest = v.InferOutput<typeof TokenRequest>;
/** New tokens. `seconds` is the lifetime of the access token; `member` is a name of the member that only this client knows. */
export const TokenAnswer = v.object({
  ...{ accessToken: v.string(), refreshToken: v.string(), seconds: v.number() },
  ...{ scopes: v.array(Scope), member: v.string() },
});
export type TokenAnswer = v.InferOutput<typeof TokenAnswer>;
/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
export const TokenRefusal = v.picklist([
  ...(['invalid_request', 'invalid_client', 'invalid_grant'] as const),
  ...(['unauthorized_client', 'unsupported_grant_type'] as const),
]);
export type TokenRefusal = v.InferOutput<typeof TokenRefusal>;
/** A token that ends, with the client that has it. */
export const Revocation = v.object({ client: Secret, secret: Secret, token: Secret });
export type Revocation = v.InferOutput<typeof Revocation>;

/** The clients that may act for the member, with the scopes of all their grants. Times are epoch milliseconds. */
export const GrantList = v.object({
  grants: v.array(
    v.object({ client: v.string(), name: v.string(), scopes: v.array(MemberScope), since: v.number() }),
  ),
});
export type GrantList = v.InferOutput<typeof GrantList>;
