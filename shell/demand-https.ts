import type { ShellEnv } from './bindings.ts';

/** After an answer, a browser uses only https for this long: a year. */
const httpsOnlySeconds = 365 * 24 * 60 * 60;

/**
 * Answers over https only. A request over plain http is redirected (308). Every other answer tells the browser to use https from now on:
 * https://www.rfc-editor.org/rfc/rfc6797. `PLAIN_HTTP`, which is set on a developer's machine, allows plain http.
 */
export async function demandHttps(
  request: Request,
  env: ShellEnv['Bindings'],
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  if (env.PLAIN_HTTP) return answer();
  if (!request.url.startsWith('https:')) {
    const url = new URL(request.url);
    url.protocol = 'https:';
    url.port = '';
    return new Response(null, { status: 308, headers: { location: url.href } });
  }
  const answered = await answer();
  // An answer of a slice cannot be changed in place.
  const response = new Response(answered.body, answered);
  response.headers.set('strict-transport-security', `max-age=${httpsOnlySeconds}`);
  return response;
}
