import { expect, test } from 'bun:test';
import { Manifest } from '@jogakbo/contracts/manifest';
import fc from 'fast-check';
import * as v from 'valibot';
import { findManifestFault } from './find-manifest-fault.ts';
import { toManifest } from './to-manifest.ts';

const declared = { params: ['id'], personal: false, island: false, refreshOn: [] };
const valid = {
  slice: 'shop',
  version: '1',
  fragments: { price: declared },
  stylesheet: { content: '', hash: '' },
  remote: null,
};

test.each([
  [valid, undefined],
  [null, 'it must be an object'],
  [[valid], 'it must be an object'],
  [{ ...valid, slice: 1 }, 'slice must be a text'],
  [{ ...valid, fragments: [] }, 'fragments must be an object'],
  [
    { ...valid, fragments: { price: { ...declared, params: 'id' } } },
    'fragments.price.params must be a list of texts',
  ],
  [
    { ...valid, fragments: { price: { ...declared, personal: 0 } } },
    'fragments.price.personal must be true or false',
  ],
  [{ slice: 'shop', version: '1', fragments: { price: {} } }, undefined],
  [{ ...valid, fragments: undefined }, 'fragments must be an object'],
  [{ ...valid, version: '1\n' }, 'version must be a text of ASCII characters, as it gets into headers'],
  [
    { ...valid, stylesheet: { content: 'p{}</STYLE>' } },
    'stylesheet.content must be a text without </style, as it would end there',
  ],
  [
    { ...valid, stylesheet: { content: '', hash: "sha256-a'; script-src *" } },
    'stylesheet.hash must be a hash such as sha256-…, as it gets into the policy',
  ],
  [{ ...valid, stylesheet: '' }, 'stylesheet must be an object'],
  [{ ...valid, stylesheet: {} }, 'stylesheet.content must be a text without </style, as it would end there'],
  [{ ...valid, remote: 1 }, 'remote must be a text or null'],
])('%j has the fault %p', (manifest, fault) => expect(findManifestFault(manifest)).toBe(fault as string));

/** Replaces one value anywhere in a manifest, or removes it. */
const places = [
  ...['slice', 'version', 'fragments', 'stylesheet', 'remote', 'more'].map((key) => [key]),
  ...['price', 'other'].map((key) => ['fragments', key]),
  ...['params', 'personal', 'island', 'refreshOn', 'more'].map((key) => ['fragments', 'price', key]),
  ...['content', 'hash'].map((key) => ['stylesheet', key]),
];
const values = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    true,
    0,
    '',
    'a',
    'é',
    '</style>',
    'sha256-a',
    {},
    { price: declared },
    declared,
    valid.stylesheet,
  ),
  fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 2 }),
);

test('the engine and the schema find the same manifests valid, and fill in the same defaults', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), values), { maxLength: 3 }), (changes) => {
      const manifest = structuredClone(valid);
      for (const [path, value] of changes) change(manifest, path, value);
      // An array is an object for the schema.
      fc.pre(![manifest.fragments, manifest.stylesheet, ...valuesOf(manifest.fragments)].some(Array.isArray));
      const parsed = v.safeParse(Manifest, manifest);
      expect(findManifestFault(manifest) === undefined).toBe(parsed.success);
      const { slice, version, fragments, stylesheet, remote } = manifest;
      if (parsed.success)
        expect(toManifest({ slice, version, fragments, stylesheet, remote })).toEqual(parsed.output);
    }),
  );
});

function change(target: unknown, [key, ...rest]: string[], value: unknown): void {
  if (typeof target !== 'object' || target === null) return;
  const object = target as Record<string, unknown>;
  if (rest.length > 0) change(object[key as string], rest, value);
  else object[key as string] = value;
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
