import * as v from 'valibot';
import type { Caller } from './call.ts';

/**
 * Reads the hints that came with a request: what another fragment of the same page knows already. They spare a call and decide nothing, as
 * they may be as old as that fragment's copy. The shell removes the header from requests of clients.
 *
 * @param schema the schema of the slice that gives the hints
 * @returns undefined if there are none, or if they are of another form
 */
export function readHints<Value>(c: Caller, schema: v.GenericSchema<unknown, Value>): Value | undefined {
  const { hints } = c.var;
  if (!hints) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), hints);
  return read.success ? read.output : undefined;
}

/** Writes hints as the text of a header, which has ASCII only. */
export function writeHints(hints: object): string {
  return JSON.stringify(hints).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
