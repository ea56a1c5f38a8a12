import { definePage, type Endpoint } from '@jogakbo/compose';
import { createFrame } from '@jogakbo/compose/browser';
import { createHost } from '@jogakbo/compose/host';
import { clockSlice } from './clock-slice.ts';
import { greetingSlice } from './greeting-slice.ts';

// Run `bun platform/compose/example/main.ts` and open the address that it prints. The clock is there at once. The greeting comes later,
// and takes its place above the clock.
const slices: Record<string, Endpoint> = {
  clock: clockSlice,
  greeting: greetingSlice,
};

const message = (text: string) =>
  definePage({
    layout: '<main><slot name="message"></slot></main>',
    head: { markup: () => `<title>${text}</title>` },
    slots: { message: { markup: () => `<h1>${text}</h1>` } },
  });

const home = definePage({
  query: ['name'],
  layout: '<main><slot name="greeting">…</slot><slot name="clock">…</slot></main>',
  head: { markup: () => '<title>Two fragments</title>' },
  slots: {
    greeting: { fragment: 'greeting/hello', fallback: () => '<h1>Hello!</h1>' },
    clock: { fragment: 'clock/now', deadline: 300 },
  },
});

const { frame } = createFrame({
  style: 'body { font: 18px system-ui; margin: 2rem }',
  layoutStyle: 'slot { display: block }',
});

const host = createHost({
  endpointOf: (slice) => slices[slice],
  frame,
  notFound: message('Not found'),
  unavailable: message('Try again in a moment'),
  routes: { '/': home },
});

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.env.PORT ?? 0),
  fetch: (request) => host.handle(request),
});
console.log(`http://localhost:${server.port}/?name=you`);
