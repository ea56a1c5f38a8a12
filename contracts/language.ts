import * as v from 'valibot';

/** The languages every text exists in. The first is the default. */
export const languages = ['ko', 'en'] as const;

export const Language = v.picklist(languages);
export type Language = v.InferOutput<typeof Language>;
