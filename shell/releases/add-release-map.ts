import { releaseMapKey } from '@jogakbo/contracts/release-map';
import { problem } from '@jogakbo/edge/problem';
import { openReleaseMap } from '@jogakbo/edge/seal-release-map';
import { toFieldErrors } from '@jogakbo/edge/validate';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { ShellEnv } from '../bindings.ts';
import { releasesOf } from './releases-of.ts';

const Given = v.object({ map: v.string() });

/** Adds the release map of a developer's machine, where no command can reach KV. A deployed shop has no route to its map. */
export function addReleaseMap(app: Hono<ShellEnv>): void {
  app.get('/_dev/release-map', async (c) =>
    c.json({ map: (await c.env.RELEASES?.get(releaseMapKey)) ?? null }),
  );

  app.put('/_dev/release-map', async (c) => {
    const given = v.safeParse(Given, await c.req.json().catch(() => undefined));
    if (!given.success) return problem(c, 422, { errors: toFieldErrors(given.issues as never) });
    const { map } = given.output;
    const releases = releasesOf(c.env);
    if (!releases)
      return problem(c, 409, { detail: 'Start the shop with LEGACY_ORIGIN to change what it takes over.' });
    if (!(await openReleaseMap(map, c.env.IDENTITY_KEYS ?? '')))
      return problem(c, 422, { detail: 'The key of this shop did not sign the release map.' });
    await c.env.RELEASES?.put(releaseMapKey, map);
    // The next request reads the new map.
    releases.reader.expire();
    return c.body(null, 204);
  });
}
