import type { Endpoint } from './fetch-fragment.ts';
import type { Page } from './page.ts';

/** What a host answers at a path. */
export type Route = {
  /** The page that is shown. */
  page?: Page;
  /** The slice that answers the forms that are posted to this path. */
  action?: string;
  /** The path of the page with the form, if it is another one, such as `/products/:product#reviews`. A GET is redirected to it. */
  shownOn?: string;
  /** A server of files, such as images and scripts of the host. It gets the path as it is. */
  files?: Endpoint;
};

/**
 * What a host answers, by path. `:name` in a path stands for one segment, and `*` at its end for all that follow. The first path that
 * matches counts. A page alone and an endpoint alone are short forms of routes. `Rules` are properties that only the host understands.
 */
export type Routes<Rules = object> = Record<string, (Route & Rules) | Page | Endpoint>;

/** A path that is split. `open` means that it ends in `*`, which is not among its parts. */
type Compiled<Rules> = { parts: string[]; open: boolean; route: Route & Rules };

export type Router<Rules> = ReturnType<typeof createRouter<Rules>>;

/** Makes the function that finds the route of a path. */
export function createRouter<Rules>(routes: Routes<Rules>) {
  const compiled = Object.entries(routes).map(([path, route]): Compiled<Rules> => {
    const open = path.endsWith('/*');
    return { parts: (open ? path.slice(0, -2) : path).split('/'), open, route: toRoute(route) };
  });

  /**
   * @param path the path of an address, without the query
   * @returns the route and the values of its `:names`; undefined if no path matches
   */
  return function match(path: string) {
    const given = path.split('/');
    for (const { parts, open, route } of compiled) {
      if (open ? given.length <= parts.length : given.length !== parts.length) continue;
      const params = matchParts(parts, given);
      if (params) return { route, params };
    }
    return undefined;
  };
}

/** Puts values into a path such as `/products/:product`. */
export function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/:([a-z]+)/gi, (_, name) => encodeURIComponent(params[name] ?? ''));
}

/** The path of a full URL. It is not parsed, as this runs for each request. */
export function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  return start < 0 ? '/' : (/^[^?#]*/.exec(url.slice(start))?.[0] as string);
}

function toRoute<Rules>(route: Routes<Rules>[string]): Route & Rules {
  const short = 'layout' in route ? { page: route } : 'fetch' in route ? { files: route } : route;
  return short as Route & Rules;
}

function matchParts(expected: string[], given: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (let index = 0; index < expected.length; index++) {
    const part = expected[index] as string;
    if (part[0] !== ':') {
      if (part !== given[index]) return undefined;
    } else {
      const value = decode(given[index] as string);
      if (!value) return undefined;
      params[part.slice(1)] = value;
    }
  }
  return params;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
