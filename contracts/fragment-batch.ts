import { fragmentLimit, manifestPath } from './fragment.ts';

/** One fragment of a batch request. */
export type AskedFragment = {
  /** Path and query, such as `/fragments/price?product=1`. A parameter that the fragment does not declare is ignored. */
  path: string;
  /** The time that the caller still waits for this fragment, in milliseconds. */
  deadline: number;
  /** Whether this fragment may see the identity of the request. It also has to be declared personal. */
  identified: boolean;
};

/** A request for several fragments of one slice. */
export type FragmentBatch = {
  /** The versions whose manifests the caller knows. The answer brings the manifest of any other version. */
  known: string[];
  fragments: AskedFragment[];
};

/** One part of the answer to a batch: the manifest, or the answer of one fragment as it would be alone. */
export type BatchPart = {
  /** The index of the fragment in the request, or `manifest`. */
  part: number | 'manifest';
  status: number;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
};

/** The content type of the answer to a batch. */
export const batchType = 'application/vnd.jogakbo.fragments';

/** The most fragments in one batch. */
export const batchLimit = 64;

/**
 * Builds the path and query of a batch: the path of the manifest with the parameters `known` and `fragments` (JSON). A frontend that knows
 * no batches ignores them and answers with its manifest, so nothing has to be found out first.
 */
export function toBatchPath({ known, fragments }: FragmentBatch): string {
  const query = new URLSearchParams({ known: known.join(' '), fragments: JSON.stringify(fragments) });
  return `${manifestPath}?${query}`;
}

/** Writes one part: a line of JSON with everything but the body, then the body. */
export function writePart({ body, ...head }: BatchPart): Uint8Array<ArrayBuffer> {
  const line = encoder.encode(`${JSON.stringify({ ...head, length: body.byteLength })}\n`);
  return join(line, body);
}

/**
 * Reads the parts of an answer as they come. A body of more than {@link fragmentLimit} bytes is left out, but its announced length stays.
 *
 * @throws Error if the answer ends within a part, or is not in this form
 */
export async function* readParts(response: Response): AsyncGenerator<BatchPart> {
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let skip = 0;
  for await (const chunk of toChunks(response)) {
    rest = rest.byteLength > 0 ? join(rest, chunk) : chunk;
    while (rest.byteLength > 0) {
      const skipped = Math.min(skip, rest.byteLength);
      rest = rest.subarray(skipped);
      skip -= skipped;
      const end = rest.indexOf(newLine);
      if (end < 0) break;
      const { length, ...head } = readHead(decoder.decode(rest.subarray(0, end)));
      if (length > fragmentLimit) {
        yield { ...toOversized(head, length), body: new Uint8Array(0) };
        skip = end + 1 + length;
        continue;
      }
      const next = end + 1 + length;
      if (rest.byteLength < next) break;
      yield { ...head, body: rest.subarray(end + 1, next) };
      rest = rest.subarray(next);
    }
    if (rest.byteLength > longestPart) break;
  }
  if (rest.byteLength + skip > 0) throw new Error('the answer ends within a part');
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const newLine = 10;
/** Bytes of a part that is not read to its end: a fragment of the longest size, and its head. */
const longestPart = fragmentLimit + 64 * 1024;

/** Written by hand, as the engine has no library for schemas. */
function readHead(line: string): Omit<BatchPart, 'body'> & { length: number } {
  const head = JSON.parse(line);
  const isNumbered = head?.part === 'manifest' || Number.isInteger(head?.part);
  const isWhole = Number.isInteger(head?.status) && Number.isInteger(head?.length) && head.length >= 0;
  if (!isNumbered || !isWhole || typeof head.headers !== 'object')
    throw new Error('the answer has a part without a valid head');
  return head;
}

function toOversized<Head extends { headers: BatchPart['headers'] }>(head: Head, length: number): Head {
  return { ...head, headers: { ...head.headers, 'content-length': String(length) } };
}

/** An answer with a known length is read in one piece, which takes a third of the time. */
async function* toChunks(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (response.headers.has('content-length')) yield new Uint8Array(await response.arrayBuffer());
  else if (response.body) yield* response.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>;
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.byteLength + second.byteLength);
  joined.set(first);
  joined.set(second, first.byteLength);
  return joined;
}
