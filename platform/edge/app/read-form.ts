/**
 * Reads the named fields of a posted form, the first value of each. A missing field is the empty string, so that the form can be
 * shown again as the shopper filled it in.
 *
 * @param request Hono's `c.req`, not the raw request: `guardBody` has read its body already
 */
export async function readForm<Name extends string>(
  request: { text(): Promise<string> },
  names: Name[],
): Promise<Record<Name, string>> {
  const form = new URLSearchParams(await request.text());
  return Object.fromEntries(names.map((name) => [name, form.get(name) ?? ''])) as Record<Name, string>;
}
