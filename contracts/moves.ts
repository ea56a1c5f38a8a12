import * as v from 'valibot';
import { withQuery } from './path.ts';

/** The most rows of one request. */
export const mostMoves = 100;

/** The key of a row: the id that both programs use for it. */
export const MoveKey = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,64}$/, 'must be an id of letters, digits, - and _'),
);

/** A row that moves between the shop and the program that it replaces; `row` is null for a row that does not exist. */
export const Move = <Row extends v.GenericSchema>(row: Row) =>
  v.object({ key: MoveKey, row: v.nullable(row) });

/** At most {@link mostMoves} rows to store. Deleted rows take effect first. */
export const MoveBatch = <Row extends v.GenericSchema>(row: Row) =>
  v.object({ moves: v.pipe(v.array(Move(row)), v.minLength(1), v.maxLength(mostMoves)) });

/**
 * Rows in the order of their keys, compared byte by byte. `next` is the `after` of the next page, null at the end. A request by keys gives each
 * key, with null for a row that does not exist.
 */
export const MovePage = v.object({
  moves: v.array(Move(v.record(v.string(), v.unknown()))),
  next: v.nullable(v.string()),
});
export type MovePage = v.InferOutput<typeof MovePage>;

const Keys = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.array(MoveKey),
  v.maxLength(mostMoves),
);
/**
 * Asks for rows by their keys, or for the page after a key. With `settled` a service answers 503 while it is still at work on some of its rows, such as
 * orders that are being placed.
 */
export const MoveQuery = v.union([
  v.strictObject({ keys: Keys }),
  v.strictObject({ after: v.optional(v.string(), ''), settled: v.optional(v.literal('yes')) }),
]);
export type MoveQuery = v.InferOutput<typeof MoveQuery>;

/** A row that is not stored, and why, without personal data. */
export const RefusedMove = v.object({ key: v.string(), detail: v.string() });
export type RefusedMove = v.InferOutput<typeof RefusedMove>;

/** `stored` rows were different, and `same` rows stayed as they were. `refused` rows stayed as they were, too. */
export const MoveReport = v.object({
  stored: v.number(),
  same: v.number(),
  refused: v.optional(v.array(RefusedMove)),
});
export type MoveReport = v.InferOutput<typeof MoveReport>;

/** Paths of the services whose rows can move, for operators. */
export const movePaths = {
  /** GET: a {@link MovePage} of the rows after a key. */
  page: (after: string, settled?: 'yes') => withQuery('/moves', { after, settled }),
  /** GET: a {@link MovePage} of at most {@link mostMoves} rows. @param keys with commas between them */
  rows: (keys: string) => withQuery('/moves', { keys }),
  /** PUT a {@link MoveBatch}: gives a {@link MoveReport}. */
  store: '/moves',
};
