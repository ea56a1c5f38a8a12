import type { ShellEnv } from './shell.ts';

/** Seconds for which a browser that has been here asks over https only: a year. */
const year = 365 * 24 * 60 * 60;

/**
 * Answers over https alone. Plain http is sent to the same address over https, for good; every other answer makes the browser ask over
 * https from now on: https://www.rfc-editor.org/rfc/rfc6797. A developer's machine, where `PLAIN_HTTP` is set, speaks plain http.
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
  // What a slice answered cannot be changed in place.
  const response = new Response(answered.body, answered);
  response.headers.set('strict-transport-security', `max-age=${year}`);
  return response;
}
