import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createHtmlReader } from './create-html-reader.ts';
import { toBytes } from './join-bytes.ts';
import { toNames } from './names.ts';

describe('reading the HTML of fragments', () => {
  test('reads bytes that differ in one place as what they are, whatever was read before', () => {
    const reader = createHtmlReader(toNames());
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(), (text, place) => {
        const first = toBytes(`<p>${text.replaceAll('<', '').toWellFormed()}</p>`);
        const second = first.slice();
        // Only the text changes, and stays ASCII where it was ASCII.
        const at = 3 + (place % Math.max(1, first.byteLength - 7));
        if ((first[at] as number) < 0x60 && first[at] !== 0x3c) second[at] = 0x61;
        for (const bytes of [first, second, first, second])
          expect(reader.read(bytes)).toBe(new TextDecoder().decode(bytes));
      }),
    );
  });

  test('does not take bytes for others of the same length and the same beginning', () => {
    const reader = createHtmlReader(toNames());
    expect(reader.read(toBytes('<b>1234567</b>'))).toBe('<b>1234567</b>');
    expect(reader.read(toBytes('<b>1234567</i>'))).toBeUndefined();
    expect(reader.read(toBytes('<b>1234568</b>'))).toBe('<b>1234568</b>');
    expect(reader.read(toBytes('<b>1234567</b>'))).toBe('<b>1234567</b>');
  });

  test('reads a part of a larger buffer, wherever it begins', () => {
    const reader = createHtmlReader(toNames());
    for (const at of [0, 1, 2, 3, 4]) {
      const whole = new Uint8Array(40);
      whole.set(toBytes('<i>part</i>'), at);
      expect(reader.read(whole.subarray(at, at + 11))).toBe('<i>part</i>');
    }
  });

  test('refuses bytes that are no UTF-8, and HTML that is not balanced, each time', () => {
    const reader = createHtmlReader(toNames());
    for (let time = 0; time < 2; time++) {
      expect(() => reader.read(new Uint8Array([0x3c, 0x62, 0x3e, 0xff]))).toThrow();
      expect(reader.read(toBytes('<div>'))).toBeUndefined();
      expect(reader.read(toBytes('<jb-fragment></jb-fragment>'))).toBeUndefined();
    }
  });
});
