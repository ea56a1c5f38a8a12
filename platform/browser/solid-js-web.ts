import { template as makeTemplate } from 'solid-js/web';
import { toTrustedHtml } from './to-trusted-html.ts';

export * from 'solid-js/web';

/** Solid's own, whose text the compiler wrote. */
export const template: typeof makeTemplate = (html, ...kind) => makeTemplate(toTrustedHtml(html), ...kind);
