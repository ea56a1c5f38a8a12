import { template as makeTemplate } from 'solid-js/web';
import { toTrustedHtml } from './to-trusted-html.ts';

export * from 'solid-js/web';

/** Solid's `template` with trusted HTML. The text comes from the compiler. */
export const template: typeof makeTemplate = (html, ...kind) => makeTemplate(toTrustedHtml(html), ...kind);
