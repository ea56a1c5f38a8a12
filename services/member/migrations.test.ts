import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string) => readFileSync(join(import.meta.dir, 'migrations', name), 'utf8');

test('members from before e-mails were confirmed keep their account and their addresses', () => {
  const database = new Database(':memory:');
  database.run('PRAGMA foreign_keys = ON');
  database.run(read('0001_member.sql'));
  database.run("INSERT INTO member VALUES ('m1', 'account', 'email', 'name', 'password', 'ko', 'k1', 1)");
  database.run("INSERT INTO address VALUES ('a1', 'm1', 'content', 'k1', 1, 2)");

  // D1 applies a migration in one transaction, with foreign keys enforced.
  database.transaction(() => database.run(read('0002_mailbox.sql')))();

  expect(database.query('SELECT id, account, confirmed_at FROM member').all()).toEqual([
    { id: 'm1', account: 'account', confirmed_at: null },
  ]);
  expect(database.query('SELECT id, member_id, preferred FROM address').all()).toEqual([
    { id: 'a1', member_id: 'm1', preferred: 1 },
  ]);
  expect(() => database.run("INSERT INTO address VALUES ('a2', 'm1', '', '', 1, 3)")).toThrow('UNIQUE');
  expect(() => database.run("INSERT INTO address VALUES ('a3', 'gone', '', '', 0, 3)")).toThrow(
    'FOREIGN KEY',
  );
});
