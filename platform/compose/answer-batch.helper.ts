import { type BatchPart, batchType, type FragmentBatch, writePart } from '@jogakbo/contracts/fragment-batch';

/** Reads the query of a batch; undefined if it is no batch. */
export function readBatch(query: URLSearchParams): FragmentBatch | undefined {
  const fragments = query.get('fragments');
  return fragments
    ? { known: query.get('known')?.split(' ') ?? [], fragments: JSON.parse(fragments) }
    : undefined;
}

/** Answers a batch for a server that answers single fragments. Each part goes out when it is ready. */
export async function toBatchAnswer(
  manifest: Response,
  { known, fragments }: FragmentBatch,
  answer: (path: string) => Response | Promise<Response>,
): Promise<Response> {
  const { version } = await manifest.clone().json();
  const parts = fragments.map(({ path }, index) => toPart(index, async () => answer(path)));
  const first = known.includes(version) ? undefined : await toPart('manifest', async () => manifest);
  const body = new ReadableStream({
    async start(controller) {
      if (first) controller.enqueue(first);
      await Promise.all(
        parts.map(async (part) => {
          const written = await part;
          if (written) controller.enqueue(written);
        }),
      );
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': batchType } });
}

/** A fragment that throws has failed, and the others have not. One whose body breaks off has no part. */
async function toPart(
  part: BatchPart['part'],
  answer: () => Promise<Response>,
): Promise<Uint8Array | undefined> {
  const response = await answer().catch(() => new Response(null, { status: 500 }));
  const { status, headers } = response;
  const body = await response.arrayBuffer().catch(() => undefined);
  return (
    body && writePart({ part, status, headers: Object.fromEntries(headers), body: new Uint8Array(body) })
  );
}
