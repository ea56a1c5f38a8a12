import { expect, test } from 'bun:test';
import { parseRequest } from './parse-request.ts';

const parse = (path: string, body = '') => parseRequest(new URL(path, 'http://localhost'), body);

test.each([
  ['/', '["SET","a",1.50]', ['SET', 'a', '1.50']],
  ['/', '["SET","a",true]', ['SET', 'a', 'true']],
  ['/', '["SET","a","\\ud800"]', ['SET', 'a', '\ufffd']],
  ['/get/a', '', ['get', 'a']],
  ['/set/a/b%2Fc/?EX=10', '', ['set', 'a', 'b/c', '', 'EX', '10']],
  ['/set/a?NX&_token=secret&PX=5', 'value', ['set', 'a', 'value', 'NX', 'PX', '5']],
])('the request %s %s is one command', (path, body, args) => {
  expect(parse(path, body)).toEqual({ kind: 'command', args });
});

test('requests to /pipeline and /multi-exec are several commands', () => {
  expect(parse('/pipeline', '[["PING"],["GET",1]]')).toEqual({
    kind: 'pipeline',
    commands: [['PING'], ['GET', '1']],
  });
  expect(parse('/multi-exec', '[["PING"]]')).toEqual({ kind: 'transaction', commands: [['PING']] });
});

test('requests to /subscribe and /psubscribe are subscriptions', () => {
  expect(parse('/subscribe/a/b', '[]')).toEqual({ kind: 'subscribe', channels: ['a', 'b'] });
  expect(parse('/psubscribe/a*')).toEqual({ kind: 'psubscribe', channels: ['a*'] });
});

test.each([
  ['/', '[null]'],
  ['/', 'x'],
  ['/pipeline', '[[{}]]'],
  ['/get/%FF', ''],
  ['/subscribe/', ''],
])('the request %s %s is invalid', (path, body) => {
  expect(parse(path, body)).toEqual({ kind: 'invalid', error: expect.stringContaining('failed to parse') });
});
