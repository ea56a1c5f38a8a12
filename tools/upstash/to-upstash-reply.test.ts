import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { toUpstashReply } from './to-upstash-reply.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a reply of bytes becomes text', () => {
  expect(toUpstashReply(bytes('조각'), false)).toEqual({ result: '조각' });
  expect(toUpstashReply('OK', false)).toEqual({ result: 'OK' });
});

test('numbers and nulls in a reply stay unchanged in both encodings', () => {
  for (const base64 of [true, false]) {
    expect(toUpstashReply([1, null, []], base64)).toEqual({ result: [1, null, []] });
  }
});

test('a refusal becomes an error, and inside a reply it becomes its message', () => {
  expect(toUpstashReply({ error: 'ERR no' }, true)).toEqual({ error: 'ERR no' });
  expect(toUpstashReply([{ error: 'ERR no' }], false)).toEqual({ result: ['ERR no'] });
});

test('base64 keeps all bytes of a reply, even of nested strings', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (value) => {
      const { result } = toUpstashReply([[value]], true) as { result: string[][] };
      expect(Buffer.from(result[0]?.[0] ?? '', 'base64')).toEqual(Buffer.from(value));
    }),
  );
});
