/**
 * The composition engine: composes pages from fragments. `host.ts` adds routes, forms and files. Nothing else of this package may be imported.
 *
 * @module
 */
export type { ComposeOptions, ComposerOptions } from './composer-options.ts';
export type { Inline, PolicySources } from './content-security-policy.ts';
export { type Composer, createComposer } from './create-composer.ts';
export type { Warning } from './create-warner.ts';
export { escapeAttribute } from './escape-attribute.ts';
export type { Endpoint } from './fetch-fragment.ts';
export type { NameOptions } from './names.ts';
export { definePage, type Markup, type Page, type Slot, type View } from './page.ts';
export type { FragmentReport, PageReport } from './page-report.ts';
export type { Identity, Visit } from './visit.ts';
export type { Attributes, Frame } from './write-page.ts';
