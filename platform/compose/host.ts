/**
 * A host: the composition engine with a table of routes for pages, fragments alone, forms and files.
 *
 * @module
 */
export { createHost, type Host } from './create-host.ts';
export type { Asked, Hooks, HostContext, HostOptions, Refusal } from './host-options.ts';
export type { Route, Routes } from './routes.ts';
