import { closing, fragments, opening, slices } from '../fragments.ts';

const encoder = new TextEncoder();
const parts = [opening, ...slices.map((slice) => fragments[slice]), closing].map((part) =>
  encoder.encode(part),
);

/** The same page with one write for each fragment, though all fragments are ready. */
export default {
  fetch(): Response {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    void write(writable.getWriter());
    return new Response(readable, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  },
};

async function write(writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
  for (const part of parts) await writer.write(part);
  await writer.close();
}
