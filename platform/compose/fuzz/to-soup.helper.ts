import type { Random } from './create-random.helper.ts';

/** Makes HTML that may be balanced or not. */
export function toSoup(random: Random, depth: number): string {
  if (depth === 0 || random.once(4)) return random.once(3) ? random.text() : 'text';
  const tag = random.pick(tags);
  const attribute = random.once(4) ? ` a="${random.text(4)}"` : '';
  const inner = toSoup(random, depth - 1);
  if (random.once(12)) return `<${tag}${attribute}>${inner}`;
  if (random.once(12)) return `${inner}</${tag}>`;
  if (random.once(12)) return `<!-- ${inner} -->`;
  return `<${tag}${attribute}>${inner}</${tag}>${random.once(2) ? toSoup(random, depth - 1) : ''}`;
}

const tags = [
  'div',
  'p',
  'a',
  'table',
  'tr',
  'td',
  'svg',
  'select',
  'template',
  'script',
  'style',
  'textarea',
  'title',
  'noscript',
  'form',
  'br',
  'jb-fragment',
  'body',
  'plaintext',
];
