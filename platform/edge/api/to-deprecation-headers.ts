import type { Deprecation } from './public-route.ts';

/**
 * Builds the headers of a deprecated route: `Deprecation` (https://www.rfc-editor.org/rfc/rfc9745), `Sunset`
 * (https://www.rfc-editor.org/rfc/rfc8594) and the links of both.
 */
export function toDeprecationHeaders({ since, sunset, link }: Deprecation): Record<string, string> {
  const relations = sunset ? ['deprecation', 'sunset'] : ['deprecation'];
  return {
    deprecation: `@${toDay(since).getTime() / 1_000}`,
    ...(sunset ? { sunset: toDay(sunset).toUTCString() } : {}),
    ...(link ? { link: relations.map((relation) => `<${link}>; rel="${relation}"`).join(', ') } : {}),
  };
}

function toDay(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new Error(`${day} is no day. Write it as 2026-11-26.`);
  return date;
}
