import { type FragmentDeclaration, toFragmentPath } from '@jogakbo/contracts/fragment';
import type { FragmentSlot, View } from './page.ts';
import type { KnownManifest } from './variant.ts';
import type { Visit } from './visit.ts';

/** How the fragment of a slot is fetched: its declaration, its path with the declared parameters only, and its key in the cache. */
export type FragmentAddress = { declared: FragmentDeclaration | undefined; path: string; key: string };

/** One fragment that is loaded for a slot of a visit. `until` is its deadline, in milliseconds since the epoch. */
export type FragmentRequest = FragmentAddress & {
  slot: FragmentSlot;
  visit: Visit;
  manifest: KnownManifest;
  until: number;
};

export type Addresses = ReturnType<typeof createAddresses>;

type Last = {
  manifest: KnownManifest;
  language: string;
  values: (string | undefined)[];
  address: FragmentAddress;
};

/** Makes the addresses of fragments. It remembers the last address of each slot, as most pages are visited many times in a row. */
export function createAddresses() {
  let lasts = new WeakMap<FragmentSlot, Last>();
  return { addressOf, clear };

  /**
   * @param manifest the manifest of the slice that owns the slot's fragment
   * @returns `declared` is undefined if the slice has no such fragment
   */
  function addressOf(slot: FragmentSlot, view: View, manifest: KnownManifest): FragmentAddress {
    // A slice may declare a parameter such as `constructor`, which every object has.
    const toValue = (param: string) => {
      const value: unknown = slot.params?.[param] ?? view.params[param];
      return typeof value === 'string' ? value : undefined;
    };
    const last = lasts.get(slot);
    if (last?.manifest === manifest && last.language === view.language) {
      const { address, values } = last;
      if (values.every((value, index) => value === toValue(address.declared?.params[index] as string)))
        return address;
    }
    const name = slot.fragment.slice(manifest.slice.length + 1);
    const declared = Object.hasOwn(manifest.fragments, name) ? manifest.fragments[name] : undefined;
    const params = declared?.params ?? [];
    const values = params.map(toValue);
    const given = params.flatMap((param, index) =>
      values[index] === undefined ? [] : [[param, values[index]]],
    );
    const path = toFragmentPath(name, Object.fromEntries(given));
    const address = { declared, path, key: toCacheKey(manifest, path, view.language) };
    lasts.set(slot, { manifest, language: view.language, values, address });
    return address;
  }

  function clear(): void {
    lasts = new WeakMap();
  }
}

/** The slice that a fragment belongs to. */
export function sliceOf({ fragment }: { fragment: string }): string {
  return fragment.slice(0, fragment.indexOf('/'));
}

/** The key of a fragment's copy: each version, each variant and each language has its own. */
export function toCacheKey(
  { slice, version, variant }: Pick<KnownManifest, 'slice' | 'version' | 'variant'>,
  path: string,
  language: string,
): string {
  return `${slice}@${version}${variant === undefined ? '' : `~${variant}`}${path} ${language}`;
}
