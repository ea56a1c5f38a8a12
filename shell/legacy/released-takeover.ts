import type { Takeover } from '@jogakbo/contracts/release-map';
import type { ShellBindings } from '../bindings.ts';
import { releasesOf } from '../releases/releases-of.ts';

/** What the last release map that this isolate has read says about the take-over. A request reads the map before it asks. */
export function releasedTakeover(env: ShellBindings): Takeover | undefined {
  return releasesOf(env)?.reader.last()?.takeover;
}
