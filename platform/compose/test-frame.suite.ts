import { definePage } from './page.ts';
import type { Frame } from './write-page.ts';

/** Text with a hash that a test can read. */
export const inline = (content: string) => ({ content, hash: `sha256-${content}` });

export const frame: Frame = {
  head: '',
  style: inline('d'),
  layoutStyle: inline('l'),
  importMap: inline('{}'),
  loader: inline('x'),
};

/** What stands for a page that does not exist or cannot be shown. */
export const message = definePage({
  layout: '<slot name="message"></slot>',
  head: { markup: () => '<title>sorry</title>' },
  slots: { message: { markup: () => '<p>sorry</p>' } },
});
