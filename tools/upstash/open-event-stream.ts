import type { Engine } from './engine.ts';

/**
 * Opens the event stream that `@upstash/redis` reads: `data: message,<channel>,<message>`, or
 * `data: pmessage,<pattern>,<channel>,<message>`. Before that, `data: subscribe,<channel>,<count>` confirms each subscription. The
 * stream ends when the client goes away.
 */
export async function openEventStream(
  engine: Engine,
  kind: 'subscribe' | 'psubscribe',
  channels: string[],
): Promise<Response> {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  const write = (...fields: (string | number)[]) => {
    writer.write(toEvent(fields.join(','))).catch(() => {});
  };
  const unsubscribe = await engine.subscribe({
    kind,
    channels,
    onMessage(message, channel, pattern) {
      if (pattern === undefined) write('message', channel, message);
      else write('pmessage', pattern, channel, message);
    },
  });
  // This promise rejects when the client cancels the stream. There is no other signal.
  writer.closed.catch(() => {}).finally(unsubscribe);
  for (const [index, channel] of channels.entries()) write(kind, channel, index + 1);
  return new Response(readable.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
  });
}

function toEvent(data: string): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${lines.join('')}\n`;
}
