import type { FragmentBatch } from '@jogakbo/contracts/fragment-batch';
import { readBatch, toBatchAnswer } from './answer-batch.helper.ts';
import type { ComposerOptions } from './composer-options.ts';
import { createBatching } from './create-batching.ts';
import { createComposer } from './create-composer.ts';
import { createTestClock, type TestClock } from './create-test-clock.helper.ts';
import type { Warning } from './create-warner.ts';
import { definePage, type Slot } from './page.ts';
import type { PageReport } from './page-report.ts';
import { frame, inline, message } from './test-frame.helper.ts';
import type { Visit } from './visit.ts';

export type Answer = (request: Request) => Response | Promise<Response>;

/** A request for several fragments, as the slice got it. */
type Batch = FragmentBatch & { request: Request };

/** The answer of a fragment. */
export const html = (body: string, more: Record<string, string> = {}, status = 200) =>
  new Response(body, {
    status,
    headers: { 'content-type': 'text/html', 'x-jogakbo-version': 'v1', ...more },
  });

/** A composer with one slice, `shop`, and all warnings and reports of the composer. */
export function createSliceBench(answers: Record<string, Answer>, options: Partial<ComposerOptions> = {}) {
  const clock = (options.clock as TestClock | undefined) ?? createTestClock();
  const warnings: Warning[] = [];
  const reports: PageReport[] = [];
  const asked: string[] = [];
  /** For a slice that answers batches: the requests for several fragments. */
  const batches: Batch[] = [];
  const manifest: { personal: string[]; batches: boolean; answer: Answer } = {
    personal: [],
    batches: false,
    answer: () =>
      Response.json({
        slice: 'shop',
        version: 'v1',
        fragments: Object.fromEntries(
          Object.keys(answers).map((name) => [
            name,
            { params: [], personal: manifest.personal.includes(name), island: false, refreshOn: [] },
          ]),
        ),
        stylesheet: inline('css'),
        remote: null,
        ...(manifest.batches ? { batches: true } : {}),
      }),
  };
  const answerOf = (path: string, request: Request) =>
    (answers[/^\/fragments\/([^?]+)/.exec(path)?.[1] ?? ''] as Answer)(request);
  const endpoint = {
    async fetch(input: Request | string, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init);
      const { pathname, searchParams } = new URL(request.url);
      asked.push(pathname);
      if (pathname !== '/fragments.json') return answerOf(pathname, request);
      const asks = manifest.batches ? readBatch(searchParams) : undefined;
      if (!asks) return manifest.answer(request);
      const batch = { ...asks, request };
      batches.push(batch);
      return toBatchAnswer(await manifest.answer(request), batch, (path) => answerOf(path, request));
    },
  };
  const composer = createComposer({
    endpointOf: (slice) => (slice === 'shop' ? endpoint : undefined),
    frame,
    notFound: message,
    unavailable: message,
    onWarning: (warning) => void warnings.push(warning),
    batching: createBatching,
    ...options,
    clock,
  });

  async function open(
    slots: Record<string, Slot>,
    more: Partial<Visit> = {},
    declared: { confidential?: boolean; query?: string[] } = {},
  ) {
    const page = definePage({
      ...declared,
      layout: Object.keys(slots)
        .map((name) => `<slot name="${name}"></slot>`)
        .join(''),
      head: { markup: () => '<title>page</title>' },
      slots,
    });
    const visit = {
      url: 'http://shop/',
      params: {},
      language: 'ko',
      headers: {},
      waitUntil: () => {},
      ...more,
    };
    const began = clock.now();
    let firstByte = 0;
    const composing = composer
      .compose(page, visit, { onReport: (report) => void reports.push(report) })
      .then(async (response) => {
        firstByte = clock.now() - began;
        return { response, status: response.status, text: await response.text() };
      });
    let done = false;
    const settled = composing.finally(() => {
      done = true;
    });
    settled.catch(() => {});
    while (!done) await clock.advance(10);
    return { ...(await settled), firstByte, milliseconds: clock.now() - began };
  }
  return { clock, composer, open, warnings, reports, asked, batches, manifest };
}
