import type { ComposeOptions } from '@jogakbo/compose';
import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';

/** Describes a fragment for developers: the version and arm of its slice, its time and source, and its breaker. */
export function createAbout(c: Context<ShellEnv>): NonNullable<ComposeOptions['about']> {
  const arms = c.get('versionSet')?.arms ?? {};
  const previewed = c.get('preview')?.slice;
  return ({ fragment, source, milliseconds, breaker }, version) => {
    const slice = fragment.slice(0, fragment.indexOf('/'));
    const arm = slice === previewed ? 'preview' : (arms[slice] ?? 'stable');
    return [version || 'no version', arm, `${milliseconds} ms`, source, `breaker ${breaker}`].join(' · ');
  };
}
