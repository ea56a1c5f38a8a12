import * as v from 'valibot';

/** The languages of every text. The first is the default. */
export const languages = ['ko', 'en'] as const;

export const Language = v.picklist(languages);
export type Language = v.InferOutput<typeof Language>;
