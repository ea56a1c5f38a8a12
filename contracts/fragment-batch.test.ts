import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { type BatchPart, readParts, writePart } from './fragment-batch.ts';

const part = fc.record({
  part: fc.oneof(fc.nat(64), fc.constant('manifest' as const)),
  status: fc.integer({ min: 100, max: 599 }),
  headers: fc.dictionary(fc.stringMatching(/^[a-z-]+$/), fc.string()),
  body: fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
});

function toResponse(bytes: Uint8Array, cuts: number[], announced: boolean): Response {
  if (announced)
    return new Response(new Uint8Array(bytes), { headers: { 'content-length': String(bytes.length) } });
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return new Response(
    new ReadableStream({
      start(controller) {
        let from = 0;
        for (const end of ends) {
          if (end > from) controller.enqueue(bytes.slice(from, end));
          from = end;
        }
        controller.close();
      },
    }),
  );
}

const write = (parts: BatchPart[]) => Buffer.concat(parts.map(writePart));

test('parts are read as they were written, however the answer is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part), fc.array(fc.nat()), fc.boolean(), async (parts, cuts, announced) => {
      expect(await Array.fromAsync(readParts(toResponse(write(parts), cuts, announced)))).toEqual(parts);
    }),
  );
});

test('an answer that ends within a part is an error, after the parts before it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1 }), fc.nat(), async (parts, nat) => {
      const last = writePart(parts.at(-1) as BatchPart).length;
      const whole = write(parts);
      const cut = whole.subarray(0, whole.length - 1 - (nat % (last - 1)));
      const read: BatchPart[] = [];
      const reading = (async () => {
        for await (const each of readParts(toResponse(cut, [], false))) read.push(each);
      })();
      expect(await reading.catch((error) => error)).toBeInstanceOf(Error);
      expect(read).toEqual(parts.slice(0, -1));
    }),
  );
});

test('a body that is too long is left out, and the parts after it are read', async () => {
  const head = { status: 200, headers: {} };
  const long = { ...head, part: 0, body: new Uint8Array(600 * 1024) };
  const short = { ...head, part: 1, body: new Uint8Array([1]) };
  const read = await Array.fromAsync(
    readParts(toResponse(write([long, short]), [1, 70_000, 300_000], false)),
  );
  expect(read).toEqual([
    { ...long, headers: { 'content-length': String(600 * 1024) }, body: new Uint8Array(0) },
    short,
  ]);
});
