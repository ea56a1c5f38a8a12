import { readFileSync } from 'node:fs';
import { root } from '../workers.ts';
import type { SliceRequest, Store } from './slice-request.ts';

const templates = `${import.meta.dir}/templates`;

/**
 * Lists all files of a new slice, by path from the root. They are made from the templates for every slice and for its store. In a template,
 * `{{name}}`, `{{Name}}` and `{{NAME}}` are the name of the slice, and a file `slice-x` gets that name, too.
 */
export function listFiles(request: SliceRequest): Record<string, string> {
  return Object.fromEntries(
    ['all', request.store].flatMap((part) =>
      [...new Bun.Glob('**/*.txt').scanSync(`${templates}/${part}`)].sort().map((file) => {
        const [folder = '', ...rest] = file.slice(0, -'.txt'.length).split('/');
        const inner = rest.join('/').replace(/\bslice(?=[-.]|_)|(?<=_)slice/, request.name);
        const text = readFileSync(`${templates}/${part}/${file}`, 'utf8');
        return [`${folder}/${request.name}/${inner}`, fill(text, folder, request)];
      }),
    ),
  );
}

/** The line that puts the fragment of a slice on the product page. */
export function toSlotLine(name: string): string {
  return `    ${name}: { fragment: '${name}/summary' },`;
}

/** The row of the slice in the README of the project. `widths` are those of the columns. */
export function toReadmeRow({ name, store }: SliceRequest, widths: readonly number[]): string {
  const cells = [name, storeNames[store], '`summary`'];
  return `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
}

const storeNames: Record<Store, string> = { d1: 'D1', redis: 'Redis', 'durable-object': 'DO', none: 'none' };

function fill(text: string, folder: string, { name, owner }: SliceRequest): string {
  return text
    .replace('{{head}}', () => headOf(folder, name))
    .replaceAll('{{Name}}', `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)
    .replaceAll('{{NAME}}', name.toUpperCase())
    .replaceAll('{{name}}', name)
    .replaceAll('{{owner}}', owner);
}

/** All workers of a kind have the same settings up to their secrets, so the new one has those of another one. */
function headOf(folder: string, name: string): string {
  const settings = readFileSync(`${root}/${folder}/pricing/wrangler.toml`, 'utf8');
  return settings.slice(0, settings.indexOf('[secrets]')).replace('jogakbo-pricing-', `jogakbo-${name}-`);
}
