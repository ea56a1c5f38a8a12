import type { ComposeOptions } from '@jogakbo/compose';
import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { legacySlice, toName } from './legacy/create-legacy-frontend.ts';
import { describeRegion } from './legacy/descriptions.ts';
import { listRegions } from './legacy/regions.ts';

/** Describes a fragment for developers: the version and arm of its slice, its time and source, and its breaker. */
export function createAbout(c: Context<ShellEnv>): NonNullable<ComposeOptions['about']> {
  const arms = c.get('versionSet')?.arms ?? {};
  const previewed = c.get('preview')?.slice;
  return ({ fragment, source, detail, milliseconds, breaker }, version) => {
    const slice = fragment.slice(0, fragment.indexOf('/'));
    if (slice === legacySlice) return aboutLegacy(c, fragment, [`${milliseconds} ms`, source, detail]);
    const arm = slice === previewed ? 'preview' : (arms[slice] ?? 'stable');
    return [version || 'no version', arm, `${milliseconds} ms`, source, `breaker ${breaker}`].join(' · ');
  };
}

/** A part of the legacy has no version and no arm. It says where it was cut out, and why it is not ours for this visitor. */
function aboutLegacy(c: Context<ShellEnv>, fragment: string, outcome: (string | undefined)[]): string {
  const region = listRegions(c.env).find((each) => fragment === `${legacySlice}/${toName(each)}`);
  return [region && describeRegion(c.env, region), ...outcome].filter(Boolean).join(' · ');
}
