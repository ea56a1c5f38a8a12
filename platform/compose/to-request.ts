import { type FragmentDeclaration, type Manifest, toFragmentPath } from '@jogakbo/contracts/fragment';
import type { FragmentSlot, View } from './page.ts';

/** The slice that a fragment belongs to. */
export function sliceOf({ fragment }: { fragment: string }): string {
  return fragment.slice(0, fragment.indexOf('/'));
}

export type FragmentRequest = { declared: FragmentDeclaration | undefined; path: string; key: string };

type Known = {
  manifest: Manifest;
  language: string;
  values: (string | undefined)[];
  request: FragmentRequest;
};
const known = new WeakMap<FragmentSlot, Known>();

/**
 * How a slot's fragment is asked for: its declaration, its path with the declared parameters only, and its cache key. The last
 * one is remembered for each slot, as most pages are asked for many times in a row.
 */
export function toRequest(slot: FragmentSlot, visit: View, manifest: Manifest): FragmentRequest {
  const name = slot.fragment.slice(manifest.slice.length + 1);
  const declared = Object.hasOwn(manifest.fragments, name) ? manifest.fragments[name] : undefined;
  const names = declared?.params ?? [];
  const toValue = (param: string) => slot.params?.[param] ?? visit.params[param];
  const last = known.get(slot);
  if (
    last?.manifest === manifest &&
    last.language === visit.language &&
    names.every((param, index) => last.values[index] === toValue(param))
  ) {
    return last.request;
  }
  const values = names.map(toValue);
  const given = names.flatMap((param, index) =>
    values[index] === undefined ? [] : [[param, values[index]]],
  );
  const path = toFragmentPath(name, Object.fromEntries(given));
  const request = { declared, path, key: toKey(manifest, path, visit) };
  known.set(slot, { manifest, language: visit.language, values, request });
  return request;
}

/** The key under which a fragment's copy is kept. */
export function toKey(manifest: Pick<Manifest, 'slice' | 'version'>, path: string, view: View): string {
  return `${manifest.slice}@${manifest.version}${path} ${view.language}`;
}
