export type Answer = { status: number; headers: Headers; location: string | null; text: string };
export type Visitor = ReturnType<typeof createVisitor>;

/**
 * Creates a visitor without a browser. It keeps cookies, follows no redirect, and posts forms as a browser without scripts does.
 *
 * @param origin the shop, such as `http://localhost:8787`
 * @param send sends a request; `fetch`, or the function of a shop that has no port
 */
export function createVisitor(
  origin: string,
  send: (url: string, init: RequestInit) => Response | Promise<Response> = fetch,
) {
  const cookies = new Map<string, string>();

  return {
    origin,
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    post: (
      path: string,
      fields: Record<string, string> | URLSearchParams,
      headers: Record<string, string> = {},
    ) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    postJson: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    // A server closes a connection that was idle for some seconds, and a request sent at that moment fails. So each has its own.
    const response = await send(origin + path, { redirect: 'manual', keepalive: false, ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location'),
      text: await response.text(),
    };
  }
}
