import { createRouter } from '../../platform/compose/routes.ts';
import { toHash } from '../../platform/compose/to-hash.ts';
import { frameSlots } from '../../shell/pages/frame.ts';
import { routes } from '../../shell/pages.ts';
import { readQuery } from '../../shell/read-query.ts';
import type { Asker, FragmentAnswer, SliceHost } from './create-slice-host.ts';
import {
  type Local,
  type LocalStyle,
  listPlaces,
  type Place,
  putLocalFragments,
} from './put-local-fragments.ts';

/** The route of each path. */
export const matchRoute = createRouter(routes);

/** The answer of a form, whose fragment belongs into the page. */
export type Inserted = { fragment: string; html: string };

type Asked = {
  /** The page of the upstream. */
  html: string;
  /** Its address at this machine. */
  url: string;
  asker: Asker;
  host: SliceHost;
  /** The origin of the upstream. */
  from: string;
  inserted?: Inserted | undefined;
};

/** A page, and the sources of its styles for the policy. */
type LocalPage = { html: string; hashes: string[] };

/**
 * Puts the fragments of the slices that run here into a page of the upstream. Parameters are those that the page of this source has for the slot.
 *
 * @returns undefined if this is no page of the engine
 */
export async function composePage({
  html,
  url,
  asker,
  host,
  from,
  inserted,
}: Asked): Promise<LocalPage | undefined> {
  const { language, places, isPage } = listPlaces(html, host.slices);
  if (!isPage) return undefined;
  const { origin } = new URL(url);
  const answers = await Promise.all(
    places.map(async (place): Promise<FragmentAnswer | Error> => {
      try {
        return await host.fragment(place.fragment, toParams(place, url), { language, asker });
      } catch (error) {
        return error as Error;
      }
    }),
  );
  const locals = places.map((place, index) =>
    toLocal(place, answers[index] as FragmentAnswer | Error, inserted),
  );
  const styles = toStyles(answers);
  const page = putLocalFragments(html, locals, styles, { from, to: origin });
  return {
    html: page,
    hashes: await Promise.all(styles.map(async ({ content }) => `'${await toHash(content)}'`)),
  };
}

/** The parameters of a fragment: those of the address with which the page would fetch it again, else those of the slot of its page. */
function toParams({ slot, src }: Place, url: string): Record<string, string> {
  if (src !== undefined) return Object.fromEntries(new URL(src, url).searchParams);
  const { pathname, search, origin } = new URL(url);
  const found = matchRoute(pathname);
  const slots = found?.route.page?.slots ?? frameSlots;
  const own = Object.hasOwn(slots, slot) ? (slots as Record<string, object>)[slot] : undefined;
  const params = own && 'params' in own ? (own.params as Record<string, string>) : {};
  return { ...readQuery(found?.route.page?.query ?? [], search), ...found?.params, origin, ...params };
}

function toLocal({ fragment }: Place, answer: FragmentAnswer | Error, inserted: Inserted | undefined): Local {
  if (answer instanceof Error) return toFailed(fragment, answer.message);
  const { status, declared, manifest } = answer;
  const known = { fragment, version: manifest.version, about: 'from this machine', failed: false };
  const remote = declared?.island && manifest.remote ? manifest.remote : undefined;
  if (inserted?.fragment === fragment) return { ...known, remote, html: inserted.html };
  if (status === 200 || status === 204) return { ...known, remote, html: answer.html };
  return {
    ...toFailed(fragment, declared ? `status ${status}` : 'this source has no such fragment'),
    version: manifest.version,
  };
}

function toFailed(fragment: string, why: string): Local {
  const html = `<p role="alert">${Bun.escapeHTML(`${fragment} of this machine has no answer: ${why}. The terminal says more.`)}</p>`;
  return { fragment, html, version: '', remote: undefined, about: `from this machine: ${why}`, failed: true };
}

function toStyles(answers: (FragmentAnswer | Error)[]): LocalStyle[] {
  const styles = new Map<string, string>();
  for (const answer of answers)
    if (!(answer instanceof Error)) styles.set(answer.manifest.slice, answer.manifest.stylesheet.content);
  return [...styles].flatMap(([slice, content]) => (content ? [{ slice, content }] : []));
}
