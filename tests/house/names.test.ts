import { describe, expect, test } from 'bun:test';
import { basename } from 'node:path';
import { readCode } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

const code = sourceFiles.filter((file) => /(?<!\.d)\.tsx?$/.test(file));

describe('the name of a source file', () => {
  test('is in kebab-case', () => {
    const wrong = code.filter(
      (file) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z-]+)?\.tsx?$/.test(basename(file)),
    );
    expect(code.length).toBeGreaterThan(900);
    expect(wrong).toEqual([]);
  });

  test('says what the file is about', () => {
    const vague = /^(?:utils?|helpers?|common|misc|lib)\.tsx?$/;
    expect(code.filter((file) => vague.test(basename(file)))).toEqual([]);
  });

  test('is the name of an export, if it begins with a verb', () => {
    const verbs = /^(?:add|create|define|describe|find|is|limit|list|open|render|start|to)-/;
    const wrong = code.filter((file) => {
      const [name = ''] = basename(file).split('.');
      if (!verbs.test(name) || /\.test(?:-d)?\.|\/islands\//.test(file)) return false;
      return !readExports(file).includes(name.replaceAll('-', ''));
    });
    expect(wrong).toEqual([]);
  });
});

test('identifiers have American spelling', () => {
  const parts = 'colour behaviour authoris normalis serialis initialis organis recognis favour honour';
  const british = new RegExp(`\\b\\w*(?:${parts.replaceAll(' ', '|')})\\w*\\b`, 'gi');
  const found = code.flatMap((file) =>
    [...withoutTexts(readCode(file)).matchAll(british)].map(([word]) => `${file} ${word}`),
  );
  expect(found).toEqual([]);
});

/** Reads the names of a file's exports, in lower case. */
function readExports(file: string): string[] {
  const exported = /^export (?:default )?(?:async )?(?:function\*?|const|class|type) (\w+)/gm;
  return [...readCode(file).matchAll(exported)].map(([, name]) => (name as string).toLowerCase());
}

/** Removes texts, since their spelling is free. */
function withoutTexts(source: string): string {
  return source.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");
}
