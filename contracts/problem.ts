import * as v from 'valibot';

/** The media type of {@link Problem}: https://www.rfc-editor.org/rfc/rfc9457 */
export const problemType = 'application/problem+json';

/** An error in the form of RFC 9457. If the input was refused, it names the wrong fields. */
export const Problem = v.object({
  /** The kind of the problem, or `about:blank` if the status is enough. */
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  /** A code for programs, such as `too-many-lines`. */
  reason: v.optional(v.string()),
  /** The trace id, to find the request in the logs. */
  trace: v.optional(v.string()),
  errors: v.optional(
    v.array(
      v.object({
        field: v.string(),
        message: v.string(),
        /** The largest value that is accepted, if the value is too large. */
        most: v.optional(v.number()),
      }),
    ),
  ),
});
export type Problem = v.InferOutput<typeof Problem>;
