import { createHash } from 'node:crypto';
import {
  bundle as bundleCss,
  type DeclarationBlock,
  type Selector,
  type SelectorComponent,
} from 'lightningcss';
import { BuildError } from './bundle.ts';

/** The oldest supported browsers; lightningcss adds prefixes and fallbacks for them. */
const targets = { chrome: 111 << 16, safari: (16 << 16) | (4 << 8), firefox: 121 << 16 };

/**
 * Bundles a stylesheet with its imports and confines it: every selector matches only inside `[data-boundary="<slice>"]`, so no
 * slice can style another. `:scope` means the slice's own `<jb-fragment>`s. `jb-page::part(<slice>-<fragment>)` is the slot of a
 * fragment, and takes `min-height` only: the height that the layout reserves.
 *
 * @param slice omit it for the shell, whose styles apply to the whole document
 */
export function bundleStyles(file: string, slice?: string): { content: string; hash: string } {
  try {
    const { code } = bundleCss({
      filename: file,
      minify: true,
      targets,
      ...(slice
        ? {
            visitor: {
              Rule: { style: (rule: StyleRule) => refuseLeak(rule, slice) },
              Selector: (selector: Selector) => confine(selector, slice),
            },
          }
        : {}),
    });
    return toInline(code.toString());
  } catch (error) {
    const { fileName, loc, message } = error as Error & {
      fileName?: string;
      loc?: { line: number; column: number };
    };
    throw new BuildError(`${fileName ?? file}:${loc?.line ?? 1}:${loc?.column ?? 1}: ${message}`);
  }
}

/** Returns inline text with the hash by which a content security policy allows it. */
export function toInline(content: string): { content: string; hash: string } {
  return { content, hash: `sha256-${createHash('sha256').update(content).digest('base64')}` };
}

type StyleRule = { value: { selectors: Selector[]; declarations: DeclarationBlock } };

/** `jb-page` belongs to the whole page: a slice may reserve the height of its own slots, and nothing else. */
function refuseLeak({ value }: StyleRule, slice: string): undefined {
  const ofPage = value.selectors.filter(isOfPage);
  if (ofPage.length === 0) return;
  if (!ofPage.every((selector) => isOwnSlot(selector, slice)))
    throw new Error(`a selector with jb-page must be jb-page::part(${slice}-<fragment>)`);
  for (const { property } of [
    ...(value.declarations.declarations ?? []),
    ...(value.declarations.importantDeclarations ?? []),
  ])
    if (property !== 'min-height') throw new Error(`a slot takes min-height only, not ${property}`);
}

function isOfPage(selector: Selector): boolean {
  return selector.some((part) => part.type === 'type' && part.name === 'jb-page');
}

function isOwnSlot([first, part, ...rest]: Selector, slice: string): boolean {
  return (
    first?.type === 'type' &&
    part?.type === 'pseudo-element' &&
    part.kind === 'part' &&
    part.names.every((name) => name.startsWith(`${slice}-`)) &&
    rest.length === 0
  );
}

function confine(selector: Selector, slice: string): Selector {
  const boundary: SelectorComponent = {
    type: 'attribute',
    name: 'data-boundary',
    operation: { operator: 'equal', value: slice, caseSensitivity: 'case-sensitive' },
  } as SelectorComponent;
  const [first, ...rest] = selector;
  if (isOfPage(selector)) return selector;
  if (first?.type === 'attribute' && first.name === 'data-boundary') return selector;
  if (first?.type === 'pseudo-class' && first.kind === 'scope') return [boundary, ...rest];
  return [boundary, { type: 'combinator', value: 'descendant' }, ...selector];
}
