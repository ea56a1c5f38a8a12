import { toContentSecurityPolicy } from './content-security-policy.ts';
import { toBytes } from './join-bytes.ts';
import type { Page } from './page.ts';
import { escapeAttribute, type Frame, type Inline } from './write-page.ts';

/** What of a page is the same from request to request: all before the head's fragment, all between it and the first of the body. */
export type Document = { before: Uint8Array; after: Uint8Array; policyFor: (host: string) => string };

/** Makes documents, each once for a page, a language and the styles that stand in it. */
export function createDocuments(frame: Frame) {
  const made = new WeakMap<Page, Variant[]>();

  return function documentOf(page: Page, language: string, styles: Inline[]): Document {
    const variants = made.get(page) ?? [];
    made.set(page, variants);
    const known = variants.find(
      (variant) =>
        variant.language === language &&
        variant.styles.length === styles.length &&
        variant.styles.every((style, index) => style === styles[index]),
    );
    if (known) return known.document;
    // Old versions of slices leave variants behind; a page has few that are in use.
    if (variants.length >= mostVariants) variants.length = 0;
    const document = toDocument(page, language, styles, frame);
    variants.push({ language, styles, document });
    return document;
  };
}

const mostVariants = 16;

type Variant = { language: string; styles: Inline[]; document: Document };

function toDocument(page: Page, language: string, styles: Inline[], frame: Frame): Document {
  const inlined = [frame.style, ...styles].map(({ content }) => `<style>${content}</style>`).join('');
  return {
    before: toBytes(
      `<!doctype html><html lang="${escapeAttribute(language)}"><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ),
    after: toBytes(
      `${frame.head}${inlined}<script type="importmap">${frame.importMap.content}</script>` +
        `<script type="module" async>${frame.loader.content}</script></head><body><jb-page>` +
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
