import type { Share } from './account.ts';

/** The headers of a request that decide about its version. */
type Wish = {
  script: string;
  /** `Cloudflare-Workers-Version-Key`: requests with the same key get the same version. */
  key: string | null;
  /** `Cloudflare-Workers-Version-Overrides`: `worker="version id", …`. */
  overrides: string | null;
};

/**
 * Chooses the version that answers a request.
 *
 * @param shares the versions of the deployment; their percentages are 100 together
 * @param random a number from 0 to 1, for a request without a key
 * @returns the id of a version of the deployment
 */
export function chooseVersion(
  shares: Share[],
  { script, key, overrides }: Wish,
  random: number,
): string | undefined {
  const wanted = overrides ? readOverride(overrides, script) : undefined;
  if (wanted && shares.some(({ version_id }) => version_id === wanted)) return wanted;
  const place = (key ? hash(`${script}/${key}`) : random) * 100;
  let sum = 0;
  for (const { version_id, percentage } of shares) {
    sum += percentage;
    if (place < sum) return version_id;
  }
  return shares.at(-1)?.version_id;
}

/** The header is a dictionary of structured fields (RFC 8941). A header in another form is ignored. */
function readOverride(header: string, script: string): string | undefined {
  for (const part of header.split(',')) {
    const [, name, id] = part.match(/^\s*([\w.*-]+)\s*=\s*"([^"]*)"\s*$/) ?? [];
    if (name === script) return id;
  }
  return undefined;
}

/** FNV-1a, as a number from 0 to 1. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  // The last step spreads keys that differ in their last letter only.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) / 2 ** 32;
}
