import { joinBytes } from './join-bytes.ts';

/**
 * Reads the body of a request.
 *
 * @param limit bytes of the longest body
 * @returns undefined if the body is longer
 */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('content-length')) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return joinBytes(chunks);
}
