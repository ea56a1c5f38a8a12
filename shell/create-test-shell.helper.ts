import { headers, type Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import { sessionPath } from '@jogakbo/contracts/identity';
import { createVerifier } from '@jogakbo/edge/create-verifier';
import { createTestIdentity } from '../tests/create-test-identity.helper.ts';
import { listWorkers } from '../tools/workers.ts';
import { pages } from './pages.ts';
import shell from './worker.ts';

type Asked = { binding: string; request: Request };

const slices = (await listWorkers()).filter(({ kind }) => kind === 'frontend').map(({ slice }) => slice);
const personal = new Set(['member/links', 'member/profile', 'member/addresses', 'cart/mini-cart']);
for (const name of ['checkout', 'pay', 'paid', 'list', 'order']) personal.add(`order/${name}`);
for (const name of ['cart/lines', 'member/authorization', 'member/apps']) personal.add(name);
const islands = new Set(['cart/add-to-cart', 'search/box']);

/**
 * Creates the shell with test slices, which record their requests and answer with a line of text. `state.sessions` is the answer of
 * the member slice about every session: the name of a member, `nobody`, or `away`. `state.answer` may answer instead of a slice.
 *
 * @param settings variables of the shell; they override those of production, and an empty one removes a binding
 */
export async function createTestShell(settings: Record<string, string> = {}) {
  const identity = await createTestIdentity();
  const asked: Asked[] = [];
  const state = {
    sessions: 'nobody',
    answer: (_: Asked): Response | undefined | Promise<Response> => undefined,
  };

  const toBinding = (binding: string) => ({
    async fetch(input: Request | string, init?: RequestInit) {
      const request = new Request(input, init);
      asked.push({ binding, request });
      return (
        (await state.answer({ binding, request: request.clone() })) ?? toAnswer(binding, new URL(request.url))
      );
    },
  });

  function toAnswer(binding: string, { pathname, search }: URL): Response {
    const slice = binding.replace(/_.*/, '').toLowerCase();
    if (binding === 'SESSIONS' && pathname === sessionPath) {
      if (state.sessions === 'away') return new Response('{}', { status: 503 });
      if (state.sessions === 'nobody') return new Response('{}', { status: 404 });
      return Response.json({
        member: state.sessions,
        ...(search === '?with=name' ? { name: '홍길동' } : {}),
      });
    }
    if (pathname === manifestPath) return Response.json(toManifest(slice));
    const text = `${slice} ${pathname}`;
    return new Response(pathname === '/fragments/head' ? `<title>${text}</title>` : `<p>${text}</p>`, {
      headers: { 'content-type': 'text/html', [headers.version]: 'test' },
    });
  }

  const bindings = slices.flatMap((slice) => [
    `${slice.toUpperCase()}_FRONTEND`,
    `${slice.toUpperCase()}_BFF`,
  ]);
  const env = {
    ...Object.fromEntries([...bindings, 'ASSETS', 'SESSIONS'].map((name) => [name, toBinding(name)])),
    ...{ ...identity.settings, IDENTITY_KEY: identity.keys.own.shell, LOG_LEVEL: 'off', ...settings },
  } as unknown as Parameters<typeof shell.fetch>[1];
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} };

  return {
    asked,
    /** The private key of the shell. */
    ownKey: identity.keys.own.shell as string,
    state,
    /** Sends a request to the shell. A relative path belongs to `https://shop.example`. */
    fetch: async (path: string, init: RequestInit = {}) =>
      shell.fetch(new Request(new URL(path, 'https://shop.example'), init), env, context),
    post: async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      shell.fetch(
        new Request(new URL(path, 'https://shop.example'), {
          ...{ method: 'POST', body: new URLSearchParams(fields).toString() },
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        }),
        env,
        context,
      ),
    /** Returns the identity in a recorded request to a slice. */
    whoAsked: ({ binding, request }: Asked) =>
      createVerifier(identity.keys.all)(
        request.headers.get(headers.identity) ?? '',
        binding.replace(/_.*/, '').toLowerCase(),
        Date.now(),
      ),
  };
}

/** Reads the value of a cookie that an answer sets; undefined if it does not set the cookie. */
export function readSetCookie(response: Response, name: string): string | undefined {
  const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  return set?.slice(name.length + 1).split(';')[0];
}

function toManifest(slice: string): Manifest {
  const names = Object.values(pages).flatMap(({ page: { slots, head } }) =>
    [head, ...Object.values(slots)].flatMap((slot) => ('fragment' in slot ? [slot.fragment] : [])),
  );
  const own = names.filter((name) => name.startsWith(`${slice}/`));
  const fragments = own.map((name) => [
    name.slice(slice.length + 1),
    { params: [], personal: personal.has(name), island: islands.has(name), refreshOn: [] },
  ]);
  const stylesheet = { content: '', hash: '' };
  return {
    slice,
    version: 'test',
    fragments: Object.fromEntries(fragments),
    stylesheet,
    remote: `/assets/${slice}/test/manifest.json`,
  };
}
