import { expect, test } from 'bun:test';
import { refuseCommand } from './refuse-command.ts';

test.each([
  ['subscribe a', 'event stream'],
  ['MULTI', '/multi-exec'],
  ['Monitor', 'connection that all requests share'],
  ['BLMPOP 0 1 a LEFT', 'block'],
  ['XREAD BLOCK 0 STREAMS a $', 'block'],
  ['xreadgroup GROUP g c block 0 STREAMS a >', 'block'],
  ['SELECT 1', 'change a connection'],
  ['CONFIG GET dir', 'administers'],
  ['SHUTDOWN', 'administers'],
  ['SCRIPT KILL', 'administers'],
])('the command %s is refused', (line, reason) => {
  expect(refuseCommand(line.split(' '))).toContain(reason);
});

test.each(['GET a', 'XREAD STREAMS a 0', 'SCRIPT LOAD x', 'FLUSHALL', 'LPOP a'])(
  'the command %s may run',
  (line) => {
    expect(refuseCommand(line.split(' '))).toBeUndefined();
  },
);
