import { Database, type SQLQueryBindings } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { toEvent } from '@jogakbo/edge/outbox';
import { createAuditChain } from '../../services/audit/audit-chain.ts';
import { readAuditFile, toAuditFile } from './audit-file.ts';

const database = new Database(':memory:');
const chain = createAuditChain({
  exec: (sql, ...values) => database.query(sql).all(...(values as SQLQueryBindings[])) as [],
});
for (const productId of ['1', '2', '3'])
  chain.append(toEvent('product.changed', { productId }, { source: 'product-service', time: 1 }));
const signature = { ...chain.head(), time: 1, key: 'audit-service:1', signature: 'c2lnbmVk' };
const file = toAuditFile(chain.list(0, 9), signature);
const lines = file.trim().split('\n');

test('an exported file can be verified without the shop', () => {
  expect(readAuditFile(file)).toEqual({ ok: true, signature, first: 1, count: 3 });
  expect(readAuditFile(toAuditFile(chain.list(1, 9), signature))).toMatchObject({
    ok: true,
    first: 2,
    count: 2,
  });
});

test.each<[string, string[], string]>([
  ['a changed word', lines.map((line) => line.replace('\\"2\\"', '\\"7\\"')), 'Entry 2 is broken.'],
  ['a missing entry', lines.toSpliced(1, 1), 'Entry 3 is broken.'],
  ['a missing end', lines.toSpliced(2, 1), 'The signed head is not its last entry.'],
  ['no head', lines.slice(0, 3), 'It has no signed head at its end.'],
  ['half a line', [...lines.slice(0, 2), '{"seq"'], 'Line 3 is not JSON.'],
  ['nothing', [], 'It has no signed head at its end.'],
])('an exported file with this fault is refused: %s', (_, broken, reason) => {
  expect(readAuditFile(broken.join('\n'))).toEqual({ ok: false, reason });
});
