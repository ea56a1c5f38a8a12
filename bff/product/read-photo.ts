import { PhotoUrl } from '@jogakbo/product-service/contract';
import * as v from 'valibot';

type Photo = { bytes: Uint8Array<ArrayBuffer>; type: string };

/** No SVG: it could have scripts, and the shop would serve it from its own origin. */
const types = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'];
const photoLimit = 5 * 1_024 * 1_024;
const photoTimeoutMs = 3_000;
const redirects = 3;
/** A data centre of Cloudflare keeps the photo for a day. */
const cached = { cf: { cacheEverything: true, cacheTtl: 86_400 } };

/**
 * Reads the photo of a product from the address in a seller's feed. The shop serves it from its own origin, so the policy of its pages
 * stays as it is, and the seller's host does not learn who looks at what.
 *
 * @returns undefined if there is no photo of a known type and of at most 5 MiB within 3 s
 */
export async function readPhoto(
  url: string,
  send: (request: Request, init: object) => Promise<Response> = (request, init) => fetch(request, init),
): Promise<Photo | undefined> {
  const signal = AbortSignal.timeout(photoTimeoutMs);
  try {
    let next = url;
    for (let followed = 0; followed <= redirects; followed++) {
      // A redirect may lead elsewhere, so its address is checked like the first one.
      if (!v.is(PhotoUrl, next)) return undefined;
      const answer = await send(new Request(next, { redirect: 'manual', signal }), cached);
      const location = answer.headers.get('location');
      if (answer.status >= 300 && answer.status < 400 && location) {
        await answer.body?.cancel();
        next = new URL(location, next).href;
        continue;
      }
      const type = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      if (answer.ok && types.includes(type) && answer.body) {
        const bytes = await readBytes(answer.body);
        return bytes && { bytes, type };
      }
      await answer.body?.cancel();
      return undefined;
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined if the body is longer than the limit */
async function readBytes(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > photoLimit) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
