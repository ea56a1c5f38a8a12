import { expect, test } from 'bun:test';
import { findFreePort } from './find-free-port.ts';

test('a port that a program uses is passed over', () => {
  const server = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } });
  const free = findFreePort();
  const offered = [server.port, server.port, free];
  expect(findFreePort('127.0.0.1', () => offered.shift() as number)).toBe(free);
  server.stop(true);
});

test('a port is never one that the system may give to a connection', () => {
  for (let each = 0; each < 50; each++) expect(findFreePort()).toBeLessThan(32_768);
});

test('an address that is not of this machine is an error at once', () => {
  expect(() => findFreePort('192.0.2.1')).toThrow();
});
