import { checkPolicySources, type Inline, toContentSecurityPolicy } from './content-security-policy.ts';
import type { Warner } from './create-warner.ts';
import { escapeAttribute } from './escape-attribute.ts';
import { toBytes } from './join-bytes.ts';
import type { Names } from './names.ts';
import type { Page } from './page.ts';
import { toHash } from './to-hash.ts';
import type { Attributes, Frame } from './write-page.ts';

/**
 * The parts of a page that are the same for every request: the bytes before the head's fragment, the bytes between it and the first
 * fragment of the body, and the policy for a host.
 */
export type Document = { before: Uint8Array; after: Uint8Array; policyFor: (host: string) => string };

export type Documents = ReturnType<typeof createDocuments>;

/**
 * Makes documents, and remembers them by page, language and styles.
 *
 * @throws Error if the frame has a source for the policy that is refused
 */
export function createDocuments(frame: Frame, names: Names, { contain }: Warner) {
  checkPolicySources(frame.policy ?? {});
  let made = new WeakMap<Page, Variant[]>();
  let inlines: Inlines | undefined = hasHashes(frame) ? frame : undefined;
  return { prepare, documentOf, startOf, clear };

  /**
   * Makes the hashes of the frame's texts. Call it before {@link documentOf}. Requests share its result and never its promise.
   *
   * @returns undefined if nothing is left to do
   */
  function prepare(): Promise<void> | undefined {
    if (inlines) return undefined;
    return toInlines(frame).then((hashed) => {
      inlines = hashed;
    });
  }

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
    const document = toDocument(page, language, styles);
    variants.push({ language, styles, document });
    return document;
  }

  /** The bytes before the head's fragment, with attributes of one response for `<html>`. */
  function startOf(language: string, own: Attributes): Uint8Array {
    const { attributes: given } = frame;
    const shared =
      typeof given === 'function' ? contain('attributes of the frame', () => given(language), {}) : given;
    const attributes = Object.entries({ ...shared, ...own, lang: language })
      .filter(([name]) => /^[\w-]+$/.test(name))
      .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
    return toBytes(
      `<!doctype html><html${attributes.join('')}><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    );
  }

  function toDocument(page: Page, language: string, added: Inline[]): Document {
    const { style, layoutStyle, importMap, loader } = inlines as Inlines;
    const styles = [style, ...added].filter(isFilled);
    const tags = [
      frame.head ?? '',
      ...styles.map(({ content }) => `<style>${content}</style>`),
      isFilled(importMap) ? `<script type="importmap">${importMap.content}</script>` : '',
      isFilled(loader) ? `<script type="module" async>${loader.content}</script>` : '',
      `</head><body>${names.opening}<template shadowrootmode="open">`,
      isFilled(layoutStyle) ? `<style>${layoutStyle.content}</style>` : '',
      `${page.layout}</template>`,
    ];
    return {
      before: startOf(language, {}),
      after: toBytes(tags.join('')),
      policyFor: toContentSecurityPolicy({
        styles: [style, layoutStyle, ...added].filter(isFilled),
        scripts: [importMap, loader].filter(isFilled),
        scriptPaths: frame.scriptPaths,
        trustedTypes: frame.trustedTypes,
        more: frame.policy,
      }),
    };
  }

  function clear(): void {
    made = new WeakMap();
  }
}

const mostVariants = 16;

type Variant = { language: string; styles: Inline[]; document: Document };
type Inlines = Record<(typeof inlineParts)[number], Inline>;

const inlineParts = ['style', 'layoutStyle', 'importMap', 'loader'] as const;

function hasHashes(frame: Frame): frame is Frame & Inlines {
  return inlineParts.every((name) => typeof frame[name] === 'object');
}

async function toInlines(frame: Frame): Promise<Inlines> {
  const made = inlineParts.map(async (name) => {
    const given = frame[name] ?? '';
    const inline = typeof given === 'string' ? { content: given, hash: await toHash(given) } : given;
    return [name, inline] as const;
  });
  return Object.fromEntries(await Promise.all(made)) as Inlines;
}

/** A frame or a slice may have no styles, and then no hash. */
function isFilled({ content }: Inline): boolean {
  return content !== '';
}
