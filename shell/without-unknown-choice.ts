import type { Asked } from '@jogakbo/compose/host';

/**
 * Redirects from an unknown choice to the page without it, such as from an item that its product does not have. Other answers stay as
 * they are.
 */
export function withoutUnknownChoice({ route, url }: Asked<unknown>, answer: Response): Response {
  const choice = route?.page?.choice;
  if (answer.status !== 404 || !choice) return answer;
  const { pathname, searchParams } = new URL(url);
  const chosen = [...searchParams].filter(([name]) => name.replace(/^amp;/, '') === choice);
  if (!chosen.some(([, value]) => value.trim() !== '')) return answer;
  answer.body?.cancel().catch(() => {});
  for (const [name] of chosen) searchParams.delete(name);
  const query = searchParams.size > 0 ? `?${searchParams}` : '';
  return new Response(null, { status: 302, headers: { location: pathname + query } });
}
