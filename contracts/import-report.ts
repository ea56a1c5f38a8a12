import * as v from 'valibot';

/** The answer of an import route: how many rows it has stored. Sending the same rows again changes nothing. */
export const ImportReport = v.object({ stored: v.number() });
export type ImportReport = v.InferOutput<typeof ImportReport>;
