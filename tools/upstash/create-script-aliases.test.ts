import { expect, test } from 'bun:test';
import { createScriptAliases, sha1, withoutKeyLocking } from './create-script-aliases.ts';

const SENT = '#!lua flags=allow-key-locking\nreturn 1';
const ACCEPTED = '\nreturn 1';

test('only the key-locking flag is removed from a script', () => {
  expect(withoutKeyLocking(SENT)).toBe(ACCEPTED);
  expect(withoutKeyLocking('#!lua flags=no-writes,allow-key-locking\nreturn 1')).toBe(
    '#!lua flags=no-writes\nreturn 1',
  );
  expect(withoutKeyLocking('#!lua flags=no-writes\nreturn 1')).toBe('#!lua flags=no-writes\nreturn 1');
  expect(withoutKeyLocking('return "allow-key-locking"')).toBe('return "allow-key-locking"');
});

test('after EVAL, the digest of the sent script names the accepted script', () => {
  const { rewrite } = createScriptAliases();
  expect(rewrite(['evalsha', sha1(SENT), '0'])).toEqual(['evalsha', sha1(SENT), '0']);
  expect(rewrite(['EVAL', SENT, '1', 'key'])).toEqual(['EVAL', ACCEPTED, '1', 'key']);
  expect(rewrite(['evalsha', sha1(SENT).toUpperCase(), '0'])).toEqual(['evalsha', sha1(ACCEPTED), '0']);
  expect(rewrite(['SCRIPT', 'EXISTS', sha1(SENT)])).toEqual(['SCRIPT', 'EXISTS', sha1(ACCEPTED)]);
});

test('SCRIPT LOAD answers with the digest of the sent script', () => {
  const { rewrite, restore } = createScriptAliases();
  expect(rewrite(['script', 'load', SENT])).toEqual(['script', 'load', ACCEPTED]);
  expect(restore(['script', 'load', SENT], sha1(ACCEPTED))).toBe(sha1(SENT));
  expect(restore(['script', 'load', SENT], { error: 'ERR no' })).toEqual({ error: 'ERR no' });
});

test('commands without a script pass unchanged', () => {
  const { rewrite, restore } = createScriptAliases();
  expect(rewrite(['SET', 'a', SENT])).toEqual(['SET', 'a', SENT]);
  expect(restore(['SET', 'a', SENT], 'OK')).toBe('OK');
});
