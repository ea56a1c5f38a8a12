import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { root } from '../../tools/workers.ts';
import { sourceFiles } from './source-files.helper.ts';

const libraries = sourceFiles.filter(
  (file) =>
    /^(?:platform|contracts)\/.*\.tsx?$/.test(file) && !/\.(?:test|test-d|helper|d)\.tsx?$/.test(file),
);

test('every exported function of platform and contracts has a sentence of JSDoc', () => {
  const bare = libraries.flatMap((file) =>
    findUndocumented(readFileSync(`${root}/${file}`, 'utf8')).map((name) => `${file} ${name}`),
  );
  expect(libraries.length).toBeGreaterThan(100);
  expect(bare).toEqual([]);
});

describe('the search for functions without a sentence', () => {
  test.each([
    ['finds a function without a comment', 'export function toPath() {}', ['toPath']],
    ['finds an async function', 'export async function call<T>() {}', ['call']],
    ['finds an arrow function', 'export const isLate = (now: number) => now > 0;', ['isLate']],
    ['finds a component', 'export const Stars: Component<Props> = (props) => null;', ['Stars']],
    ['finds a comment of one word', '/** Late. */\nexport function isLate() {}', ['isLate']],
    ['finds a comment without a sentence', '/** how late it is */\nexport function isLate() {}', ['isLate']],
    ['takes a sentence', '/** Says whether it is late. */\nexport function isLate() {}', []],
    [
      'takes a sentence on several lines',
      '/**\n * Says whether\n * it is late.\n *\n * @returns yes or no\n */\nexport const isLate = () => true;',
      [],
    ],
    ['leaves values alone', 'export const limit = 3;\nexport type Limit = number;', []],
  ])('%s', (_, code, names) => {
    expect(findUndocumented(code)).toEqual(names);
  });
});

function findUndocumented(code: string): string[] {
  const pattern =
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^export (?:(?:async )?function\*? (\w+)|const (\w+)(?:: [^=\n]+)? = (?:async )?(?:<[^\n]*>)?(?:\([^\n]*\)[^\n]*=>|\(\n|\w+ =>|function\b))/gm;
  return [...code.matchAll(pattern)]
    .filter(([, comment = '']) => !hasSentence(comment))
    .map(([, , named, arrow]) => (named ?? arrow) as string);
}

/** A capital letter, more than two words, and a full stop, before the first tag. */
function hasSentence(comment: string): boolean {
  const text = comment
    .replace(/^\s*\/\*\*|\*\/\s*$/g, '')
    .replace(/^\s*\*/gm, '')
    .split(/^\s*@/m)[0] as string;
  return /[`A-Z0-9][^\s]*(?:\s+[^\s]+){2,}[.:)]/.test(text.trim());
}
