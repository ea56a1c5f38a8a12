/** Adds what a client learns to the address where the member comes back. Empty values are left out. */
export function addToRedirect(address: string, fields: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(fields)) if (value) url.searchParams.append(name, value);
  return url.href;
}
