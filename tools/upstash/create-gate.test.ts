import { expect, test } from 'bun:test';
import { createGate } from './create-gate.ts';

function createCountingGate() {
  const handled: string[] = [];
  const gate = createGate(async (request) => {
    handled.push(new URL(request.url).pathname);
    return new Response('handled');
  });
  return { gate, handled };
}

test('an open gate lets requests through', async () => {
  const { gate } = createCountingGate();
  expect(await (await gate.fetch(new Request('http://localhost/'))).text()).toBe('handled');
});

test('a closed gate holds every request until it opens', async () => {
  const { gate, handled } = createCountingGate();
  gate.close();
  gate.close();
  const responses = ['/a', '/b'].map((path) => gate.fetch(new Request(`http://localhost${path}`)));
  await Promise.resolve();
  expect(handled).toEqual([]);
  expect(gate.waiting).toBe(2);
  gate.open();
  await Promise.all(responses);
  expect(gate.waiting).toBe(0);
  expect(handled).toEqual(['/a', '/b']);
});

test('a gate does not pass on a request whose client gave up', async () => {
  const { gate, handled } = createCountingGate();
  const client = new AbortController();
  gate.close();
  const response = gate.fetch(new Request('http://localhost/', { signal: client.signal }));
  expect(gate.waiting).toBe(1);
  client.abort();
  expect(gate.waiting).toBe(0);
  gate.open();
  await response;
  expect(handled).toEqual([]);
});
