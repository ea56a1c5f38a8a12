import { pageVersionName } from '@jogakbo/contracts/fragment';
import { createVersionSets } from '@jogakbo/edge/create-version-sets';
import type { Context, MiddlewareHandler } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { readCookie, toCookie } from '../cookies.ts';
import { readPreview } from './read-preview.ts';
import { releasesOf } from './releases-of.ts';

/** A visitor keeps the id of the releases for this long: longer than a release takes. */
const armLifetimeSeconds = 90 * 24 * 60 * 60;

/** One of 65,536 numbers. Many visitors share each of them, so it identifies nobody. */
const armForm = /^[0-9a-f]{4}$/;

/** A file of a slice, whose path has the version of its build. */
const filePath = /^\/assets\/([a-z]+)\/([0-9a-f]{10})\//;

/**
 * Chooses the versions of all workers for a request, by a cookie with a random number. A first visit chooses already, and gets the number with
 * its page.
 */
export function takeVersions(): MiddlewareHandler<ShellEnv> {
  return async function take(c, next) {
    const releases = releasesOf(c.env);
    const preview = releases && (await readPreview(c));
    const current = await releases?.reader.current((work) => c.executionCtx.waitUntil(work));
    const sets = current ?? (preview && createVersionSets({ number: 0, slices: {} }, Date.now()));
    if (!releases || !sets) return next();
    const [, slice, build] = filePath.exec(c.req.path) ?? [];
    if (slice && build) {
      const shown = Object.values(preview?.workers ?? {}).some((version) => version.build === build);
      c.set(
        'versions',
        shown ? sets.choose('', undefined, build, preview).header : sets.toHeader(slice, build),
      );
      return next();
    }
    const known = readCookie(c, 'arm', armForm);
    const arm = known ?? c.get('newArm') ?? createArm();
    const set = sets.choose(arm, releases.watch.isAway, readPageBuild(c), preview);
    c.set('preview', preview);
    c.set('versions', set.header);
    c.set('versionSet', set);
    c.set('arm', arm);
    // A visitor whose canary is away gets the stable version, and is not compared. The holder of a preview is not, either.
    c.set(
      'groups',
      sets
        .groupsOf(arm)
        .filter(
          ({ slice, arm: group }) =>
            !preview && set.arms[slice] === (group === 'canary' ? 'canary' : 'stable'),
        ),
    );
    if (!known && sets.releasing) c.set('newArm', arm);
    return next();
  };
}

/**
 * The build that an open page names: what it fetches has it in a header, and its forms have it in their address. They follow the page, as the
 * visitor's arm may have changed meanwhile. A page that is opened follows the cookie.
 */
function readPageBuild(c: Context<ShellEnv>): string | undefined {
  return (
    c.req.header(pageVersionName) ?? (c.req.method === 'POST' ? c.req.query(pageVersionName) : undefined)
  );
}

/** The visitor's number. A visitor who has none gets one, which the answer has to set. */
export function takeArm(c: Context<ShellEnv>): string {
  const known = readCookie(c, 'arm', armForm) ?? c.get('newArm');
  if (known) return known;
  const arm = createArm();
  c.set('newArm', arm);
  return arm;
}

function createArm(): string {
  return crypto.getRandomValues(new Uint8Array(2)).toHex();
}

/** Gives the number to a visitor who has none, together with a page. */
export function offerArm(c: Context<ShellEnv>, page: Response): void {
  const arm = c.get('newArm');
  if (arm) page.headers.append('set-cookie', toArmCookie(c, arm));
}

export function toArmCookie(c: Context<ShellEnv>, arm: string): string {
  return toCookie(c, 'arm', arm, armLifetimeSeconds);
}
