import * as v from 'valibot';

/**
 * The claims of an identity token: a JSON Web Token (https://www.rfc-editor.org/rfc/rfc7519) signed with Ed25519. The shell creates one
 * for each slice that a request reaches. A service that works without a request, such as a step of a saga, creates its own.
 */
export const TokenClaims = v.object({
  /** The issuer: `shell`, or a service such as `order-service`. The key's id begins with it: `shell:2026-11`. */
  iss: v.string(),
  /** The slices that accept it. */
  aud: v.array(v.string()),
  /** The member who makes the request. A guest's token has none. */
  sub: v.optional(v.string()),
  /** The visitor's random id. A browser has it whether its user is logged in or not. */
  vis: v.optional(v.string()),
  /**
   * Set if the asker has a session that cannot be looked up now. Such an asker is neither a member nor a guest: a request that depends on
   * the asker gets 503, and changes nothing.
   */
  unknown: v.optional(v.boolean()),
  /** The member's name. Only a token for the slice that keeps members has it, and only if the shell knows it. */
  name: v.optional(v.string()),
  /** Seconds since the epoch. */
  iat: v.number(),
  exp: v.number(),
});
export type TokenClaims = v.InferOutput<typeof TokenClaims>;

/** The longest lifetime of a token. */
export const tokenLifetimeSeconds = 60;

/** The largest difference between the clocks of two workers. */
export const clockToleranceSeconds = 60;

/**
 * `GET` on the service that keeps sessions, with the session in `headers.session`: the {@link Session}, or 404 if there is none. An older
 * shell asks the BFF of the member slice.
 */
export const sessionPath = '/session';

/** The same look-up, and the answer has the name of the member. */
export const namedSessionPath = '/session?with=name';

/** The same look-up, but it does not count as a use of the session, so the session ends on time. */
export const watchedSessionPath = '/session?use=watch';

/** The member of a session. The name is missing if it was not asked for, or cannot be read quickly. An older service never sends it. */
export const Session = v.object({ member: v.string(), name: v.optional(v.string()) });
export type Session = v.InferOutput<typeof Session>;

/**
 * `POST` on the BFF of a slice that keeps data for visitors, with a token of a member and a visitor. The slice gives the visitor's data to
 * the member, and the visitor's id ends. Any 2xx status means that it is done.
 */
export const adoptionPath = '/adoption';
