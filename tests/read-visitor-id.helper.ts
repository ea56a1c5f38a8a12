/** Reads the id from the cookie `visitor`, without its signature. */
export function readVisitorId(cookies: Map<string, string>): string {
  const [, payload = ''] = (cookies.get('visitor') ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).sub;
}
