import { headers, type Manifest } from '@jogakbo/contracts/fragment';
import {
  type AskedFragment,
  type BatchPart,
  batchLimit,
  batchType,
  type FragmentBatch,
  writePart,
} from '@jogakbo/contracts/fragment-batch';
import * as v from 'valibot';

type BatchOptions = {
  manifest: Manifest;
  /** The request that asks for the batch. */
  request: Request;
  /** Answers the request for one fragment. */
  answer: (request: Request) => Response | Promise<Response>;
};

/**
 * Answers a request for several fragments. Each fragment gets a request of its own, as if it were asked for alone. The parts go out in one
 * piece if all are ready soon; otherwise each goes out when it is ready.
 */
export async function answerBatch(
  { known, fragments }: FragmentBatch,
  { manifest, request, answer }: BatchOptions,
): Promise<Response> {
  const abort = new AbortController();
  request.signal.addEventListener('abort', () => abort.abort());
  const ready: Uint8Array<ArrayBuffer>[] = known.includes(manifest.version) ? [] : [toManifestPart(manifest)];
  let take = (part: Uint8Array<ArrayBuffer>): void => {
    ready.push(part);
  };
  const all = Promise.all(
    fragments.map(async (asked, index) => {
      const part = await toPart(index, answer(toRequest(asked, manifest, request, abort.signal)));
      take(writePart(part));
    }),
  );
  const whole = await Promise.race([all, new Promise<undefined>((resolve) => setTimeout(resolve, gatherMs))]);
  const type = { 'content-type': batchType, 'cache-control': 'private, no-store' };
  if (whole) {
    const length = ready.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return new Response(new Blob(ready), { headers: { ...type, 'content-length': String(length) } });
  }
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (const part of ready) controller.enqueue(part);
      take = (part) => {
        if (!abort.signal.aborted) controller.enqueue(part);
      };
      await all;
      if (!abort.signal.aborted) controller.close();
    },
    cancel: () => abort.abort(),
  });
  return new Response(body, { headers: type });
}

/**
 * Reads the query of a request for the manifest.
 *
 * @returns undefined if it asks for no fragments, or not in this form
 */
export function readBatch({ known = '', fragments }: Record<string, string>): FragmentBatch | undefined {
  const parsed = v.safeParse(AskedFragments, fragments);
  return parsed.success ? { known: known.split(' '), fragments: parsed.output } : undefined;
}

const AskedFragments = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.object({ path: v.string(), deadline: v.number(), identified: v.boolean() })),
  v.minLength(1),
  v.maxLength(batchLimit),
);

/** Milliseconds in which all parts may become ready, so that they go out in one piece. */
const gatherMs = 5;
const encoder = new TextEncoder();

function toManifestPart(manifest: Manifest): Uint8Array<ArrayBuffer> {
  const body = encoder.encode(JSON.stringify(manifest));
  return writePart({ part: 'manifest', status: 200, headers: {}, body });
}

/** The request for one fragment. Only a personal fragment learns who asks. */
function toRequest(
  { path, deadline, identified }: AskedFragment,
  { fragments }: Manifest,
  { headers: sent }: Request,
  signal: AbortSignal,
): Request {
  const [, name = ''] = path.match(/^\/fragments\/([^/?#]+)(?:\?|$)/) ?? [];
  const declared = Object.hasOwn(fragments, name) ? fragments[name] : undefined;
  const own = new Headers(sent);
  own.set(headers.deadline, String(Math.ceil(deadline)));
  if (!identified || !declared?.personal) own.delete(headers.identity);
  return new Request(`http://fragment${declared ? path : '/fragments/'}`, { headers: own, signal });
}

async function toPart(part: number, answering: Response | Promise<Response>): Promise<BatchPart> {
  try {
    const response = await answering;
    const body = new Uint8Array(await response.arrayBuffer());
    return { part, status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch {
    return { part, status: 500, headers: {}, body: new Uint8Array(0) };
  }
}
