import { fragmentLimit, headers } from '@jogakbo/contracts/fragment';

/** A request that the host made to the probe. */
export type ProbeRequest = { path: string; query: URLSearchParams; headers: Headers };

/** What the host answered, and which requests it made for that. */
export type Observed = {
  status: number;
  headers: Headers;
  body: string;
  milliseconds: number;
  asked: ProbeRequest[];
};

type Answer = () => Response | Promise<Response>;

/** One case: what the fragments of the probe answer, the request to the host, and the fault of its answer, if there is one. */
export type HostCase = {
  id: string;
  /** The sentence that is true if there is no fault. */
  holds: string;
  /** Answers of the fragments; each has an ordinary one by default. */
  first?: Answer;
  second?: Answer;
  request?: { method?: string; query?: string; headers?: Record<string, string> };
  find: (observed: Observed) => string | undefined;
};

const type = {
  'content-type': 'text/html; charset=utf-8',
  [headers.version]: '1',
  'cache-control': 'no-store',
};

/** An answer of the probe. */
export const toHtml = (body: string | ReadableStream, more: Record<string, string> = {}) =>
  new Response(body, { headers: { ...type, ...more } });
const toStatus = (status: number, more: Record<string, string> = {}) =>
  new Response(null, { status, headers: { ...type, ...more } });

const secrets = ['cookie', 'authorization', headers.identity, headers.address, headers.session];
const foreign = Object.fromEntries(secrets.map((name) => [name, 'from-outside']));

/** Everything that a host must do with the fragments of a slice. */
export const hostCases: HostCase[] = [
  {
    id: 'page',
    holds: 'a page has the HTML of its fragments, in UTF-8',
    find: ({ status, headers: said, body }) =>
      expectStatus(status, 200) ??
      (/^text\/html; *charset=utf-8$/i.test(said.get('content-type') ?? '')
        ? undefined
        : `it is sent as ${said.get('content-type')}`) ??
      expectParts(body, ['<p>first</p>', '<p>second</p>']),
  },
  {
    id: 'parameters',
    holds: 'a fragment gets its declared parameters and no others',
    request: { query: '&secret=1' },
    find: ({ asked }) =>
      asked.some(({ query }) => query.has('secret'))
        ? 'a fragment got a parameter that it does not declare'
        : undefined,
  },
  {
    id: 'request-headers',
    holds: 'a fragment gets the language and the milliseconds that are left',
    find({ asked }) {
      const [request] = asked;
      const left = request?.headers.get(headers.deadline);
      if (!request?.headers.get('accept-language')) return 'a fragment got no accept-language';
      return /^\d+$/.test(left ?? '') && Number(left) > 0
        ? undefined
        : `a fragment got ${headers.deadline}: ${left}`;
    },
  },
  {
    id: 'secrets',
    holds: 'cookies and headers of the protocol from outside do not reach a fragment',
    request: { headers: foreign },
    find({ asked }) {
      const seen = secrets.find((name) =>
        asked.some((request) => request.headers.get(name) === 'from-outside'),
      );
      return seen && `a fragment got the header ${seen} of the browser`;
    },
  },
  {
    id: 'response-headers',
    holds: 'neither a cookie of a fragment nor a header of the protocol reaches the browser',
    first: () => toHtml('<p>first</p>', { 'set-cookie': 'a=b' }),
    find({ headers: said }) {
      const own = [...said.keys()].find((name) => name.startsWith('x-jogakbo-'));
      return said.has('set-cookie')
        ? 'the cookie of a fragment reached the browser'
        : own && `${own} reached the browser`;
    },
  },
  ...[404, 410, 403, 451].map(
    (status): HostCase => ({
      id: `primary-${status}`,
      holds: `${status} of a primary fragment is the status of the page`,
      first: () => toStatus(status),
      find: (observed) => expectStatus(observed.status, status),
    }),
  ),
  {
    id: 'primary-failure',
    holds: 'the failure of a primary fragment is 503 with retry-after',
    first: () => toStatus(500),
    find: ({ status, headers: said }) =>
      expectStatus(status, 503) ?? (said.has('retry-after') ? undefined : 'it has no retry-after'),
  },
  {
    id: 'primary-redirect',
    holds: 'the redirect of a primary fragment is passed on, and not followed',
    first: () => toStatus(303, { location: '/elsewhere' }),
    find: ({ status, headers: said }) =>
      expectStatus(status, 303) ??
      (said.get('location')?.endsWith('/elsewhere') ? undefined : `it leads to ${said.get('location')}`),
  },
  {
    id: 'nothing',
    holds: '204 leaves the place empty, without a fallback',
    second: () => toStatus(204),
    find: ({ status, body }) =>
      expectStatus(status, 200) ?? expectParts(body, ['<p>first</p>'], ['<p>fallback</p>']),
  },
  ...failures().map(
    ([id, what, second]): HostCase => ({
      ...{ id, second },
      holds: `${what} shows the fallback, and the rest of the page`,
      find: ({ status, body }) =>
        expectStatus(status, 200) ?? expectParts(body, ['<p>first</p>', '<p>fallback</p>'], ['<p>second']),
    }),
  ),
  {
    id: 'deadline',
    holds: 'a fragment that never answers costs its deadline, and not the page',
    second: () => new Promise(() => {}),
    find: ({ status, body, milliseconds }) =>
      expectStatus(status, 200) ??
      expectParts(body, ['<p>first</p>', '<p>fallback</p>']) ??
      (milliseconds < longestPageMs ? undefined : `the page took ${Math.round(milliseconds)} ms`),
  },
  {
    id: 'refusal',
    holds: 'a refusal is not asked for again',
    second: () => toStatus(422),
    find({ asked }) {
      const times = asked.filter(({ path }) => path === '/fragments/second').length;
      return times === 1 ? undefined : `the fragment was called ${times} times`;
    },
  },
  {
    id: 'head',
    holds: 'HEAD has the status of the page, and no body',
    request: { method: 'HEAD' },
    find: ({ status, body }) => expectStatus(status, 200) ?? (body === '' ? undefined : 'it has a body'),
  },
];

/** Milliseconds for a page whose fragment has a second. On a busy machine everything else may take seconds, too. */
const longestPageMs = 10_000;

function failures(): [id: string, what: string, second: Answer][] {
  return [
    ['failure', 'a fragment that fails', () => toStatus(500)],
    [
      'not-html',
      'a fragment that is no HTML',
      () => Response.json('<p>second</p>', { headers: { [headers.version]: '1' } }),
    ],
    ['unbalanced', 'a fragment that is not balanced', () => toHtml('<p>second</p><div>')],
    ['closing', 'a fragment that closes elements of the page', () => toHtml('<p>second</p></jb-fragment>')],
    ['oversized', 'a fragment that is too long', () => toHtml(`<p>second${'x'.repeat(fragmentLimit)}</p>`)],
    ['cut-off', 'a fragment that is cut off', () => toHtml(toBrokenStream('<p>second</p>'))],
    ['refused', 'a fragment that refuses', () => toStatus(403)],
    ['redirect', 'a fragment that redirects', () => toStatus(302, { location: '/elsewhere' })],
  ];
}

function toBrokenStream(text: string): ReadableStream {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new Error('cut off'));
      else controller.enqueue(new TextEncoder().encode(text));
      sent = true;
    },
  });
}

function expectStatus(status: number, expected: number): string | undefined {
  return status === expected ? undefined : `it answers ${status} instead of ${expected}`;
}

function expectParts(body: string, present: string[], absent: string[] = []): string | undefined {
  const missing = present.find((part) => !body.includes(part));
  const wrong = absent.find((part) => body.includes(part));
  return missing ? `the page lacks ${missing}` : wrong && `the page has ${wrong}`;
}
