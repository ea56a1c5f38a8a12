import { expect, test } from 'bun:test';
import { endBrokenStream } from './end-broken-stream.ts';

test('a stream that breaks off ends after the part that arrived, and the error is reported', async () => {
  let pulls = 0;
  const broken = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pulls++ === 0) controller.enqueue(new TextEncoder().encode('<p>part'));
        else controller.error(new Error('connection lost'));
      },
    },
    { highWaterMark: 0 },
  );
  const errors: unknown[] = [];
  const text = await new Response(endBrokenStream(broken, (error) => errors.push(error))).text();
  expect(text).toBe('<p>part');
  expect(errors).toEqual([new Error('connection lost')]);
});
