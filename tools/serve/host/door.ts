/** The header that names a tier by its entrypoint, such as `CartService`. */
export const entrypointHeader = 'x-entrypoint';
/** The header with the token that opens the door. */
export const doorHeader = 'x-door';
/** `POST` runs the jobs of the trigger in `?cron=`. */
export const cronPath = '/_cron';
