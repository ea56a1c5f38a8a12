import { trustedTypesPolicy } from '@jogakbo/contracts/trusted-types';

type Policy = { createHTML(html: string): unknown };
type TrustedTypes = { createPolicy(name: string, rules: Policy): Policy };

/**
 * Converts HTML from our own servers or build into the form that the DOM accepts under `require-trusted-types-for`. A browser without
 * Trusted Types gets the text itself. Never pass text that a person typed.
 *
 * @example element.innerHTML = toTrustedHtml(await response.text());
 */
export function toTrustedHtml(html: string): string {
  const page = globalThis as { trustedTypes?: TrustedTypes; [key: symbol]: Policy };
  if (!page.trustedTypes) return html;
  // A page can create a policy only once, and each slice bundles its own copy of this module.
  page[key] ??= page.trustedTypes.createPolicy(trustedTypesPolicy, { createHTML: (text) => text });
  return page[key].createHTML(html) as string;
}

const key = Symbol.for('jogakbo:trusted-html');
