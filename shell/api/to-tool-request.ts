import type { Tool } from '@jogakbo/contracts/api';

/** Makes the request of a tool from its arguments. Arguments that the tool does not have are left out. */
export function toToolRequest(
  { method, path, where }: Pick<Tool, 'method' | 'path' | 'where'>,
  given: Record<string, unknown>,
) {
  const query = new URLSearchParams();
  const body: Record<string, unknown> = {};
  let target = path;
  for (const [name, place] of Object.entries(where)) {
    const value = given[name];
    if (place === 'path') target = target.replace(`{${name}}`, toSegment(String(value ?? '')));
    else if (value === undefined || value === null) continue;
    else if (place === 'query') query.set(name, String(value).toWellFormed());
    else body[name] = value;
  }
  const search = query.size > 0 ? `?${query}` : '';
  if (method === 'GET') return { method, path: target + search };
  return {
    ...{ method, path: target + search, body: JSON.stringify(body) },
    sent: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
  };
}

/** A segment that stays one: `.` and `..` would lead to another route. */
function toSegment(value: string): string {
  return /^\.{0,2}$/.test(value) ? '%00' : encodeURIComponent(value.toWellFormed());
}
