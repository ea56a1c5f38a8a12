/**
 * The named fields of a posted form, each its first value; one that was not sent is the empty string, so that a form can be
 * shown again as it was filled in.
 *
 * @param request Hono's `c.req`: the raw request's body has been read by the guard
 */
export async function readForm<Name extends string>(
  request: { text(): Promise<string> },
  names: Name[],
): Promise<Record<Name, string>> {
  const form = new URLSearchParams(await request.text());
  return Object.fromEntries(names.map((name) => [name, form.get(name) ?? ''])) as Record<Name, string>;
}
