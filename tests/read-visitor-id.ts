/** The id that the cookie `visitor` holds, beside its signature. */
export function readVisitorId(cookies: Map<string, string>): string {
  const [, payload = ''] = (cookies.get('visitor') ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).sub;
}
