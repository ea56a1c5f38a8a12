import * as v from 'valibot';

/**
 * What a token says: a JSON Web Token (https://www.rfc-editor.org/rfc/rfc7519) signed with Ed25519. The shell mints one for each
 * slice that a request reaches; a service that works by itself, such as a step of a saga, mints its own.
 */
export const TokenClaims = v.object({
  /** Who minted it: `shell`, or a service such as `order-service`. The key's id begins with it: `shell:2026-11`. */
  iss: v.string(),
  /** The slices it may be shown to. */
  aud: v.array(v.string()),
  /** The member on whose behalf the request is made; absent for a guest. */
  sub: v.optional(v.string()),
  /** The visitor's random id, which a browser has whether its user logged in or not. */
  vis: v.optional(v.string()),
  /**
   * Set where the asker shows a session that cannot be looked up now. Such an asker is neither a member nor a guest: what depends on
   * the asker is answered with 503, and nothing is changed.
   */
  unknown: v.optional(v.boolean()),
  /** Seconds since the epoch. */
  iat: v.number(),
  exp: v.number(),
});
export type TokenClaims = v.InferOutput<typeof TokenClaims>;

/** Seconds a token holds at most, and by how many two clocks may differ. */
export const tokenLifetime = 60;
export const clockTolerance = 60;

/** GET on the member slice's BFF, with the session in `headers.session`: whose session it is; 404 where there is none. */
export const sessionPath = '/session';
/** The same without counting as a use of the session, which else keeps it from ending. */
export const watchedSessionPath = '/session?use=watch';
export const Session = v.object({ member: v.string() });
export type Session = v.InferOutput<typeof Session>;

/**
 * POST on the BFF of a slice that keeps something for visitors, by a token that names a member and a visitor: the slice gives the
 * member what it kept for the visitor, whose id ends now. Any 2xx status says that it is done.
 */
export const adoptionPath = '/adoption';
