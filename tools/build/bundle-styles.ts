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
 * slice can style another. `:scope` means the slice's own `<jb-fragment>`s. On `jb-page` a slice may set `--reserve-…`, the
 * heights that the layout keeps free.
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
              Rule: { style: refuseLeak },
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

/** `jb-page` belongs to the whole page: a slice may only set the reserved heights on it. */
function refuseLeak({
  value,
}: {
  value: { selectors: Selector[]; declarations: DeclarationBlock };
}): undefined {
  if (!value.selectors.some(([first]) => first?.type === 'type' && first.name === 'jb-page')) return;
  for (const declaration of [
    ...(value.declarations.declarations ?? []),
    ...(value.declarations.importantDeclarations ?? []),
  ]) {
    const name = declaration.property === 'custom' ? String(declaration.value.name) : declaration.property;
    if (!name.startsWith('--reserve-')) throw new Error(`jb-page takes --reserve-… only, not ${name}`);
  }
}

function confine(selector: Selector, slice: string): Selector {
  const boundary: SelectorComponent = {
    type: 'attribute',
    name: 'data-boundary',
    operation: { operator: 'equal', value: slice, caseSensitivity: 'case-sensitive' },
  } as SelectorComponent;
  const [first, ...rest] = selector;
  if (first?.type === 'type' && first.name === 'jb-page' && rest.length === 0) return selector;
  if (first?.type === 'attribute' && first.name === 'data-boundary') return selector;
  if (first?.type === 'pseudo-class' && first.kind === 'scope') return [boundary, ...rest];
  return [boundary, { type: 'combinator', value: 'descendant' }, ...selector];
}
