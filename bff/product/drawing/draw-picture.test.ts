import { describe, expect, test } from 'bun:test';
import type { Picture } from '@jogakbo/product-service/contract';
import fc from 'fast-check';
import { drawPicture } from './draw-picture.ts';
import { shapes as drawings } from './shapes/shapes.ts';
import { views } from './to-view.ts';

/** The largest size of a picture, in bytes. */
const budget = 2_560;
const shapes = Object.keys(drawings);
const everyView = Array.from({ length: views }, (_, index) => index + 1);
const reference: Picture = { shape: 'block', hue: 110, accent: 48, pattern: 2 };

const anyPicture = fc.record({
  shape: fc.oneof(fc.constantFrom(...shapes), fc.constantFrom('toString', '__proto__', ''), fc.string()),
  hue: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  accent: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  pattern: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
});

describe.each(shapes)('%s', (shape) => {
  test('is well-formed, safe and small in every pattern and view', () => {
    for (const pattern of [0, 1, 2, 3, 4, 5]) {
      for (const view of everyView) check(drawPicture({ ...reference, shape, pattern }, view));
    }
  });

  test('looks different in every pattern and view', () => {
    const pictures = [0, 1, 2, 3, 4, 5].flatMap((pattern) =>
      everyView.map((view) => drawPicture({ ...reference, shape, pattern }, view)),
    );
    expect(new Set(pictures).size).toBe(pictures.length);
  });
});

test('a picture of any values is well-formed, safe, small and always the same', () => {
  fc.assert(
    fc.property(anyPicture, fc.constantFrom(...everyView), (picture, view) => {
      const svg = drawPicture(picture, view);
      check(svg);
      expect(drawPicture({ ...picture }, view)).toBe(svg);
      expect(drawPicture({ ...picture, hue: (picture.hue % 360) + 360 }, view).length).toBe(svg.length);
    }),
  );
});

test('an unknown shape is drawn as a box', () => {
  expect(drawPicture({ ...reference, shape: 'piano' })).toBe(drawPicture({ ...reference, shape: 'box' }));
  expect(drawPicture({ ...reference, shape: 'block' })).not.toBe(drawPicture({ ...reference, shape: 'box' }));
});

test('the hue of the reference product is green', () => {
  const fills = [...drawPicture(reference).matchAll(/<g fill="#(..)(..)(..)"/g)].map((match) =>
    match.slice(1).map((byte) => Number.parseInt(byte, 16)),
  );
  const green = fills.filter(([red = 0, green = 0, blue = 0]) => green > red && green > blue);
  expect(green.length).toBeGreaterThan(fills.length / 2);
});

function check(svg: string): void {
  expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(budget);
  expect(svg).toStartWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480">');
  expect(svg).not.toMatch(
    /<script|<style|<text|<foreignObject|<image|\son\w+=|javascript:|NaN|undefined|Infinity/i,
  );
  expect(svg.match(/https?:/g)).toHaveLength(1);
  expectWellFormed(svg);

  const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const named = [...svg.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
}

/** Checks the XML that these pictures use: each tag is closed in order, attributes are quoted and unique, and there is no text. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  const tag = /<(\/?)([a-zA-Z]+)((?:\s[a-zA-Z0-9-]+="[^"<&]*")*)(\/?)>/y;
  while (tag.lastIndex < xml.length) {
    const at = tag.lastIndex;
    const match = tag.exec(xml);
    if (!match) throw new Error(`not XML at ${at}: ${xml.slice(at, at + 80)}`);
    const [, closes, name = '', attributes = '', empty] = match;
    const names = [...attributes.matchAll(/\s([^=]+)="[^"]*"/g)].map(([, attribute]) => attribute);
    expect(new Set(names).size).toBe(names.length);
    if (closes) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name);
  }
  expect(open).toEqual([]);
}
