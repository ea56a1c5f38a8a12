import { batchType, writePart } from '@jogakbo/contracts/fragment-batch';
import type { createTestClock } from '../create-test-clock.helper.ts';
import type { Endpoint } from '../index.ts';
import { toBytes } from '../join-bytes.ts';
import type { Random } from './create-random.helper.ts';
import { toSoup } from './to-soup.helper.ts';

type Clock = ReturnType<typeof createTestClock>;

/** The slices of a scenario. */
export const slices = ['one', 'two', 'three'];

/** The names of the fragments that the slices of a scenario declare. */
export const fragmentNames = ['a', 'b', 'c'] as const;

/** The server of a slice that answers at random, until `calm` is set. */
export type Server = Endpoint & { calm: boolean };

/** Creates a server of a slice. It answers with anything: late, never, cut off, with odd headers, or with another version. */
export function createServer(slice: string, random: Random, clock: Clock): Server {
  const server: Server = {
    calm: false,
    fetch: (input, init) => answer(new URL(typeof input === 'string' ? input : input.url), init),
  };
  const versions = ['1', '1', '1', '2', random.text()];
  let version = '1';
  return server;

  async function answer({ pathname, searchParams }: URL, init: RequestInit = {}): Promise<Response> {
    const name = pathname.slice('/fragments/'.length);
    const isManifest = pathname === '/fragments.json';
    if (server.calm)
      return isManifest ? Response.json(toManifest('1')) : toHtml(toOwn(name), { 'x-jogakbo-version': '1' });
    if (random.once(30)) version = random.pick(versions);
    if (random.once(12)) throw random.pick([new Error('refused'), 'text', null]);
    await wait(init.signal);
    const batch = searchParams.get('fragments');
    if (isManifest && batch && random.once(2)) return answerBatch(batch);
    return isManifest ? answerManifest() : answerFragment(name);
  }

  /** The parts of a batch in any order. Some are missing, some come twice, and some are garbage. */
  function answerBatch(batch: string): Response {
    const asked: { path: string }[] = JSON.parse(batch);
    const parts = [-1, ...asked.keys(), ...random.list(2, () => random.below(4))].flatMap((index) => {
      if (random.once(8)) return [];
      const name = new URL(asked[index]?.path ?? '/fragments/a', 'http://slice').pathname.slice(
        '/fragments/'.length,
      );
      const { status, headers, body } =
        index < 0
          ? { status: 200, headers: {}, body: JSON.stringify(toManifest(version)) }
          : pickAnswer(name);
      return [{ part: index < 0 ? ('manifest' as const) : index, status, headers, body: toBytes(body) }];
    });
    const chunks = parts.sort(() => random.below(3) - 1).map(writePart);
    if (random.once(6)) chunks.splice(random.below(chunks.length + 1), 0, toBytes(random.pick(garbage)));
    if (random.once(6)) chunks.push((chunks.pop() ?? toBytes('')).slice(0, -3));
    return new Response(new Blob(chunks), {
      headers: { 'content-type': batchType, 'x-jogakbo-version': version },
    });
  }

  /** Some servers stop when the caller does, and some hang for ever. */
  async function wait(signal: AbortSignal | null | undefined): Promise<void> {
    if (random.once(20)) return new Promise(() => {});
    if (random.once(3)) return;
    await clock.wait(random.pick([0, 1, 4, 6, 40, 90, 200, 900, 2_500]));
    if (random.once(2)) signal?.throwIfAborted();
  }

  function answerManifest(): Response {
    if (random.once(8))
      return new Response(random.pick(['', '{', '[]', 'null', '{"slice":1}']), {
        status: random.pick([200, 404, 500, 204].filter((it) => it !== 204)),
      });
    const manifest: Record<string, unknown> = toManifest(version);
    if (random.once(8))
      manifest[random.pick(['slice', 'version', 'stylesheet', 'remote'])] = random.pick([
        null,
        1,
        '',
        [],
        {},
        random.text(),
      ]);
    return Response.json(manifest, { status: random.once(15) ? 500 : 200 });
  }

  function toManifest(of: string) {
    const declared = () => ({
      params: random.list(3, () => random.pick(['id', 'lang', 'x', random.text(3)])),
      personal: !server.calm && random.once(4),
      island: random.once(3),
      refreshOn: random.list(2, () => random.text(5)),
    });
    const content = server.calm ? '' : random.pick(['', 'p{}', '</style><p>', random.text()]);
    const hash = server.calm ? '' : random.pick(['', 'sha256-x', random.text()]);
    return {
      ...{
        slice,
        version: of,
        stylesheet: { content, hash },
        remote: random.pick([null, '/a.json', random.text()]),
      },
      fragments: Object.fromEntries(fragmentNames.map((name) => [name, declared()])) as Record<
        string,
        object
      >,
    };
  }

  function answerFragment(name: string): Response {
    const { status, headers, body } = pickAnswer(name);
    if (status === 204 || status === 304) return new Response(null, { status, headers });
    if (random.once(10)) return new Response(toStream(body), { status, headers });
    return new Response(random.once(20) ? new Uint8Array([0xff, 0xfe, 0x3c]) : body, { status, headers });
  }

  function pickAnswer(name: string): { status: number; headers: Record<string, string>; body: string } {
    return { status: random.pick(statuses), headers: toHeaders(), body: toHtmlOf(name) };
  }

  function toHeaders(): Record<string, string> {
    const headers: Record<string, string> = { 'content-type': random.pick(types) };
    if (!random.once(10))
      headers['x-jogakbo-version'] = toHeaderText(random.once(8) ? random.text() : version);
    if (random.once(2)) headers['cache-control'] = random.pick(cachings);
    if (random.once(8))
      headers.vary = random.pick(['accept-language', '*', 'cookie', toHeaderText(random.text())]);
    if (random.once(8)) headers['cache-tag'] = toHeaderText(random.text());
    if (random.once(6))
      headers.location = random.pick([
        '/x',
        '//evil',
        'javascript:1',
        'https://a.example/',
        toHeaderText(random.text()),
      ]);
    if (random.once(8)) headers['content-location'] = toHeaderText(`/${random.text()}`);
    if (random.once(12)) headers['content-length'] = random.pick(['0', '5', '-1', 'x', '999999999999']);
    if (random.once(12)) headers['set-cookie'] = 'a=b';
    if (random.once(4))
      headers['x-jogakbo-fragment'] = random.pick(['one/a', 'x', toHeaderText(random.text())]);
    if (random.once(8)) headers['x-jogakbo-invalidates'] = toHeaderText(random.text());
    return headers;
  }

  function toHtmlOf(name: string): string {
    const more = random.once(2) ? toSoup(random, 4) : '<p>text</p>';
    return toOwn(name) + more + (random.once(40) ? 'x'.repeat(520 * 1024) : '');
  }

  /** Marks HTML with the name of its fragment, so that a reader of the page sees whether it is in its place. */
  function toOwn(name: string): string {
    return `<i data-own="${slice}/${name}"></i>`;
  }

  function toStream(text: string): ReadableStream {
    const bytes = new TextEncoder().encode(text);
    const cut = random.below(bytes.length + 1);
    const ending = random.pick(['close', 'error', 'hang'] as const);
    let sent = false;
    return new ReadableStream({
      async pull(controller) {
        if (!sent) {
          sent = true;
          controller.enqueue(bytes.slice(0, cut));
          return;
        }
        if (ending === 'hang') await new Promise(() => {});
        if (ending === 'error') controller.error(new Error('cut off'));
        else controller.close();
      },
    });
  }
}

const statuses = [
  ...[200, 200, 200, 200, 200, 204, 301, 303, 304],
  ...[400, 401, 404, 410, 418, 429, 500, 503],
];
const garbage = [
  '\n',
  '{}\n',
  'x',
  '{"part":0,"status":99,"headers":{},"length":-5}\n',
  '{"part":0,"status":200,"headers":{"a\\n":1},"length":1e9}\n',
  '[]\n',
  'null\n',
];
const types = [
  'text/html',
  'text/html',
  'text/html; charset=utf-8',
  'Text/HTML',
  'text/plain',
  'text/html; charset=euc-kr',
  '',
];
const cachings = [
  ...[
    'no-store',
    'private',
    's-maxage=1',
    'max-age=60',
    's-maxage=1, stale-while-revalidate=9',
    's-maxage=1h',
    ',',
  ],
  ...[
    's-maxage=0, stale-if-error=60',
    's-maxage=999999999, must-revalidate',
    'public, s-maxage=5, stale-if-error=1',
  ],
];

function toHtml(body: string, headers: Record<string, string>): Response {
  return new Response(body, { headers: { 'content-type': 'text/html', ...headers } });
}

/** Headers that a fetch can return: one byte a character, without line breaks. */
function toHeaderText(text: string): string {
  return text.replace(/[^\t\x20-\x7e\xa0-\xff]/g, '');
}
