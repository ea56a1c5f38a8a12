import { trustedTypesPolicy } from '@jogakbo/contracts/trusted-types';

type Policy = { createHTML(html: string): unknown };
type TrustedTypes = { createPolicy(name: string, rules: Policy): Policy };

/**
 * HTML that our own servers or our build made, as the DOM takes it under `require-trusted-types-for`. A browser without Trusted
 * Types takes the text itself. Never pass what anyone typed.
 *
 * @example element.innerHTML = toTrustedHtml(await response.text());
 */
export function toTrustedHtml(html: string): string {
  const page = globalThis as { trustedTypes?: TrustedTypes; [key: symbol]: Policy };
  if (!page.trustedTypes) return html;
  // A page may make a policy once, and each slice bundles this module for itself.
  page[key] ??= page.trustedTypes.createPolicy(trustedTypesPolicy, { createHTML: (text) => text });
  return page[key].createHTML(html) as string;
}

const key = Symbol.for('jogakbo:trusted-html');
