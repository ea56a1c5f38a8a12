import { expect, test } from 'bun:test';
import { findPortProblem } from './find-port-problem.ts';

test('a taken port is named together with another one to choose, and a free port is no problem', async () => {
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response() });
  const port = Number(server.port);
  expect(await findPortProblem('127.0.0.1', port, 0)).toBe(
    `Port ${port} is taken. Stop the program that uses it, or choose another port: PORT=${port + 1} bun run dev`,
  );
  await server.stop(true);
  expect(await findPortProblem('127.0.0.1', port, 0)).toBeUndefined();
  expect(await findPortProblem('192.0.2.1', port, 0)).toStartWith(`192.0.2.1:${port} cannot be opened`);
});
