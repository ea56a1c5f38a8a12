import * as v from 'valibot';

/**
 * Where shoppers find the shop, such as `https://jogakbo.example`. The shell gives it to each fragment that declares a parameter
 * `origin`, for addresses that machines want whole. Empty where an older shell gives none: addresses are relative then.
 */
export const Origin = v.optional(v.pipe(v.string(), v.regex(/^(?:https?:\/\/[\w.:[\]-]+)?$/)), '');
