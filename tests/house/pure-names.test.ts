import { describe, expect, test } from 'bun:test';
import { basename } from 'node:path';
import { readCode, readImports } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

const code = sourceFiles.filter(
  (file) => /\.tsx?$/.test(file) && !/^(?:bench|tests)\/|\.(?:test|test-d|helper)\.tsx?$/.test(file),
);

/** Modules whose functions reach a store, a file, another worker or the network. */
const doesInput =
  /^(?:node:(?:fs|child_process|http|net|dns)|@upstash\/|cloudflare:)|(?:^|\/)(?:read|write|send|fetch|load|flush|open)-|-store(?:\.ts)?$|\/(?:call|redis|outbox|create-background)(?:\.ts)?$/;
/** Code that reaches them by itself. */
const reaches = /(?<![.\w])fetch\(|\.fetch\(|\.prepare\(|\.batch\(|\bBun\.(?:file|write|spawn|serve)\b/;

describe('a name that begins with `to` promises a conversion without I/O', () => {
  test('files named `to-…` import nothing that does I/O', () => {
    const files = code.filter((file) => basename(file).startsWith('to-'));
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap(findFaults)).toEqual([]);
  });

  test('exported functions named `to…` do not wait for anything but a hash or a cipher', () => {
    const waiting = code.flatMap((file) => {
      const found = readCode(file).matchAll(
        /^export (?:async function\*? (to[A-Z]\w*)|const (to[A-Z]\w*) = async\b)/gm,
      );
      return readCode(file).includes('crypto.subtle')
        ? []
        : [...found].map(([, named, arrow]) => `${file} ${named ?? arrow}`);
    });
    expect(waiting).toEqual([]);
  });
});

function findFaults(file: string): string[] {
  const imported = readImports(file)
    .filter(({ typeOnly, specifier }) => !typeOnly && doesInput.test(specifier))
    .map(({ specifier }) => `${file} imports ${specifier}`);
  const own = readCode(file).match(reaches)?.[0];
  return own ? [...imported, `${file} has ${own}`] : imported;
}
