import { toContentSecurityPolicy } from './content-security-policy.ts';
import { escapeAttribute } from './escape-attribute.ts';
import { toBytes } from './join-bytes.ts';
import type { Names } from './names.ts';
import type { Page } from './page.ts';
import type { Frame, Inline } from './write-page.ts';

/**
 * The parts of a page that are the same for every request: the bytes before the head's fragment, the bytes between it and the first
 * fragment of the body, and the policy for a host.
 */
export type Document = { before: Uint8Array; after: Uint8Array; policyFor: (host: string) => string };

export type Documents = ReturnType<typeof createDocuments>;

/** Makes documents, and remembers them by page, language and styles. */
export function createDocuments(frame: Frame, names: Names) {
  let made = new WeakMap<Page, Variant[]>();
  return { documentOf, clear };

  /** @param styles the styles in the document, in this order, after those of the frame */
  function documentOf(page: Page, language: string, styles: Inline[]): Document {
    const variants = made.get(page) ?? [];
    made.set(page, variants);
    const known = variants.find(
      (variant) =>
        variant.language === language &&
        variant.styles.length === styles.length &&
        variant.styles.every((style, index) => style === styles[index]),
    );
    if (known) return known.document;
    // A page has few variants in use; the others are from older versions of slices.
    if (variants.length >= mostVariants) variants.length = 0;
    const document = toDocument(page, language, styles, frame, names);
    variants.push({ language, styles, document });
    return document;
  }

  function clear(): void {
    made = new WeakMap();
  }
}

const mostVariants = 16;

type Variant = { language: string; styles: Inline[]; document: Document };

function toDocument(page: Page, language: string, added: Inline[], frame: Frame, names: Names): Document {
  // A slice without styles may leave out the hash, too.
  const styles = added.filter(({ content }) => content !== '');
  const inlined = [frame.style, ...styles].map(({ content }) => `<style>${content}</style>`).join('');
  return {
    before: toBytes(
      `<!doctype html><html lang="${escapeAttribute(language)}"><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ),
    after: toBytes(
      `${frame.head}${inlined}<script type="importmap">${frame.importMap.content}</script>` +
        `<script type="module" async>${frame.loader.content}</script></head><body>${names.opening}` +
        `<template shadowrootmode="open"><style>${frame.layoutStyle.content}</style>${page.layout}</template>`,
    ),
    policyFor: toContentSecurityPolicy({
      styles: [frame.style, frame.layoutStyle, ...styles],
      scripts: [frame.importMap, frame.loader],
      scriptPaths: frame.scriptPaths,
      trustedTypes: frame.trustedTypes,
    }),
  };
}
