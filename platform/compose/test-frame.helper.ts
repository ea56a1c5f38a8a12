import { definePage } from './page.ts';
import type { Frame } from './write-page.ts';

/** Inline text with a hash that a test can read. */
export const inline = (content: string) => ({
  content,
  hash: `sha256-${content.replace(/[^\w+/=-]/g, '-')}`,
});

export const frame: Frame = {
  head: '',
  style: inline('d'),
  layoutStyle: inline('l'),
  importMap: inline('{}'),
  loader: inline('x'),
};

/** The page that is shown instead of one that does not exist or cannot be shown. */
export const message = definePage({
  layout: '<slot name="message"></slot>',
  head: { markup: () => '<title>sorry</title>' },
  slots: { message: { markup: () => '<p>sorry</p>' } },
});
