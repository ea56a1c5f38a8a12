/**
 * Finds the entry of a path in a table of patterns such as `/products/:product`.
 *
 * @returns the entry and the values of its `:names`; undefined if no pattern matches
 */
export function matchPath<Entry>(table: Record<string, Entry>, pathname: string) {
  const parts = pathname.split('/');
  for (const [pattern, entry] of Object.entries(table)) {
    const params = matchParts(pattern.split('/'), parts);
    if (params) return { entry, params };
  }
  return undefined;
}

/** Puts the values of a path's names into a pattern such as `/products/:product`. */
export function fillPath(pattern: string, params: Record<string, string>): string {
  return pattern.replace(/:([a-z]+)/g, (_, name) => encodeURIComponent(params[name] ?? ''));
}

function matchParts(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] as string;
    if (!expected.startsWith(':')) {
      if (expected !== part) return undefined;
    } else {
      const value = decode(part);
      if (!value) return undefined;
      params[expected.slice(1)] = value;
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
