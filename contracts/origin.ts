import * as v from 'valibot';

/**
 * The public address of the shop, such as `https://jogakbo.example`. The shell passes it to each fragment that declares a parameter
 * `origin`, for links that must be absolute. It is empty if an older shell passes none; then links are relative.
 */
export const Origin = v.optional(v.pipe(v.string(), v.regex(/^(?:https?:\/\/[\w.:[\]-]+)?$/)), '');
