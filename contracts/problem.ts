import * as v from 'valibot';

/** The media type of {@link Problem}: https://www.rfc-editor.org/rfc/rfc9457 */
export const problemType = 'application/problem+json';

/** An error as RFC 9457 writes it, with the fields at fault where input was refused. */
export const Problem = v.object({
  /** A name for the kind of problem, `about:blank` where the status says it all. */
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  /** What a program may branch on, such as `too-many-lines`. */
  reason: v.optional(v.string()),
  /** The trace id by which the logs tell the rest. */
  trace: v.optional(v.string()),
  errors: v.optional(
    v.array(
      v.object({
        field: v.string(),
        message: v.string(),
        /** The largest value that would be accepted, where the field asks for too much. */
        most: v.optional(v.number()),
      }),
    ),
  ),
});
export type Problem = v.InferOutput<typeof Problem>;
