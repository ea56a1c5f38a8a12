import type { Inline } from './write-page.ts';

/**
 * A policy that allows a page's own inline styles and scripts by hash, files of its own origin, and nothing else: neither
 * `unsafe-inline` nor `unsafe-eval`. https://www.w3.org/TR/CSP3/
 */
export function toContentSecurityPolicy(styles: Inline[], scripts: Inline[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${toSources(scripts)}`,
    `style-src ${toSources(styles)}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function toSources(inlines: Inline[]): string {
  return [...new Set(inlines.map(({ hash }) => `'${hash}'`))].join(' ');
}
