/**
 * Joins the calls of a page to one slice into one request. `createHost` has it already; a host that uses `createComposer` alone may add it.
 *
 * @module
 */
export type { Batching } from './batching.ts';
export { createBatching } from './create-batching.ts';
