import { createHash } from 'node:crypto';
import { bundle as bundleCss, Features, type Rule, type Selector, type Visitor } from 'lightningcss';
import { BuildError } from './bundle.ts';

/** The oldest supported browsers; lightningcss adds prefixes and fallbacks for them. */
const targets = { chrome: 112 << 16, safari: (16 << 16) | (5 << 8), firefox: 121 << 16 };

/**
 * Bundles a stylesheet with its imports and confines it: its rules are nested in one rule for `[data-boundary="<slice>"]`, so no slice can
 * style another. `:scope` means the slice's own `<jb-fragment>`s. `jb-page::part(<slice>-<fragment>)` is the slot of a fragment, and takes
 * `min-height` only: the height that the layout reserves.
 *
 * @param slice omit it for the shell, whose styles apply to the whole document
 */
export function bundleStyles(file: string, slice?: string): { content: string; hash: string } {
  const bundled = (visitor: Visitor<never> = {}) =>
    // All of these browsers can nest. lightningcss counts only those that never need `&`.
    bundleCss({ filename: file, minify: true, targets, exclude: Features.Nesting, visitor }).code.toString();
  try {
    if (!slice) return toInline(bundled());
    const ofPage = bundled({
      Rule: (rule) => keep(rule.type !== 'style' || isOfPage(rule, slice)),
      RuleExit: (rule) => keep(!isEmpty(rule)),
    });
    const own = bundled({
      Rule: (rule) => keep(canNest(rule) && !isOfPage(rule, slice)),
      Selector: toNested,
    });
    return toInline(own ? `${ofPage}[data-boundary=${slice}]{${own}}` : ofPage);
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

/** What a visitor of lightningcss returns: nothing to keep a rule, and no rule in its place to remove it. */
function keep(kept: boolean): undefined | [] {
  return kept ? undefined : [];
}

/** Rules that hold others, and can be in a rule for a boundary. https://drafts.csswg.org/css-nesting/#conditionals */
const groups = ['media', 'supports', 'container', 'layer-block', 'scope', 'starting-style'];

/** Whether a rule can be in a rule for a boundary. Others, such as `@keyframes`, apply to the document. */
function canNest({ type }: Rule): boolean {
  return ['style', 'import', ...groups].includes(type);
}

/** Whether a rule holds others, all of which were removed. */
function isEmpty(rule: Rule): boolean {
  if (!groups.includes(rule.type)) return false;
  return (rule as { value: { rules: Rule[] } }).value.rules.every(({ type }) => type === 'ignored');
}

/** The oldest supported browsers know a nested selector by its first sign, so the name of an element needs `&` before it. */
function toNested(selector: Selector): Selector {
  const [first, ...rest] = selector;
  if (first?.type === 'pseudo-class' && first.kind === 'scope') return [{ type: 'nesting' }, ...rest];
  if (first?.type !== 'type') return selector;
  return [{ type: 'nesting' }, { type: 'combinator', value: 'descendant' }, ...selector];
}

/**
 * Whether a rule is about the whole page.
 *
 * @throws Error unless it only reserves the height of the slice's own slots
 */
function isOfPage(rule: Rule, slice: string): boolean {
  if (rule.type !== 'style' || !rule.value.selectors.some(hasPage)) return false;
  if (!rule.value.selectors.every((selector) => isOwnSlot(selector, slice)))
    throw new Error(`a selector with jb-page must be jb-page::part(${slice}-<fragment>)`);
  const { declarations: plain = [], importantDeclarations: important = [] } = rule.value.declarations ?? {};
  for (const { property } of [...plain, ...important])
    if (property !== 'min-height') throw new Error(`a slot takes min-height only, not ${property}`);
  return true;
}

function hasPage(selector: Selector): boolean {
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
