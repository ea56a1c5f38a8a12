import { Database, type SQLQueryBindings } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { toEvent } from '@jogakbo/edge/outbox';
import fc from 'fast-check';
import { createAuditChain, root, type Sql } from './audit-chain.ts';
import { toCanonical } from './to-canonical.ts';

const about = { source: 'test-service', time: 1_557_882_000_000 };
const changed = (productId: string) => toEvent('product.changed', { productId }, about);

/** Stands in for a Durable Object's SQLite. */
function openSql(): Sql & { database: Database } {
  const database = new Database(':memory:');
  return {
    database,
    exec: (sql, ...values) => database.query(sql).all(...(values as SQLQueryBindings[])) as [],
  };
}

function createChain(length: number) {
  const sql = openSql();
  const chain = createAuditChain(sql);
  const events = Array.from({ length }, (_, index) => changed(String(index + 1)));
  for (const event of events) chain.append(event);
  /** Changes the database as a person with the file could. */
  const tamper = (statement: string) => {
    sql.exec('DROP TRIGGER IF EXISTS entry_kept');
    sql.exec('DROP TRIGGER IF EXISTS entry_fixed');
    sql.exec(statement);
  };
  return { sql, chain, events, tamper };
}

describe('the audit chain', () => {
  test('has the events in the order of adding, each with the hash of the one before', () => {
    const { chain, events } = createChain(5);
    const entries = chain.list(0, 10);
    expect(entries.map(({ event }) => JSON.parse(event))).toEqual(events);
    expect(entries.map(({ previous }) => previous)).toEqual([
      root,
      ...entries.slice(0, 4).map(({ hash }) => hash),
    ]);
    const [{ event, hash } = { event: '', hash: '' }] = entries;
    expect(new Bun.CryptoHasher('sha256').update(root + event).digest('hex')).toBe(hash);
    expect(chain.verify()).toEqual({
      intact: true,
      count: 5,
      head: entries[4]?.hash as string,
      broken: null,
    });
  });

  test('is intact while it is empty', () => {
    expect(createChain(0).chain.verify()).toEqual({ intact: true, count: 0, head: root, broken: null });
    expect(createChain(0).chain.verify(root).intact).toBeTrue();
  });

  test('adds an event once, for any order and repetition', () => {
    const events = Array.from({ length: 6 }, (_, index) => changed(String(index + 1)));
    const deliveries = fc.array(fc.constantFrom(...events), { maxLength: 40 });
    fc.assert(
      fc.property(deliveries, (delivered) => {
        const chain = createAuditChain(openSql());
        for (const event of delivered) chain.append(event);
        expect(chain.list(0, 99).map(({ event }) => JSON.parse(event))).toEqual([...new Set(delivered)]);
        expect(chain.verify()).toMatchObject({ intact: true, count: new Set(delivered).size });
      }),
    );
  });

  test('continues after it was opened again', () => {
    const { sql, chain } = createChain(2);
    const again = createAuditChain(sql);
    again.append(changed('9'));
    expect(chain.verify()).toMatchObject({ intact: true, count: 3 });
  });

  test('can be read in pages, and by type', () => {
    const { chain } = createChain(5);
    chain.append(toEvent('shipment.delivered', { orderId: 'o1' }, about));
    expect(chain.list(2, 2).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(chain.list(0, 10, 'shipment.delivered').map(({ seq }) => seq)).toEqual([6]);
    expect(chain.list(6, 10)).toEqual([]);
  });

  test.each(["UPDATE entry SET event = '{}'", 'DELETE FROM entry', 'DELETE FROM entry WHERE seq = 3'])(
    'refuses %s',
    (statement) => {
      const { sql, chain } = createChain(4);
      expect(() => sql.exec(statement)).toThrow('entries are never');
      expect(chain.verify()).toMatchObject({ intact: true, count: 4 });
    },
  );

  test.each([
    "INSERT OR REPLACE INTO entry (seq, event, previous, hash) SELECT seq, event, 'a', 'b' FROM entry WHERE seq = 2",
    "REPLACE INTO entry (event, previous, hash) SELECT event, 'a', 'b' FROM entry WHERE seq = 3",
    'INSERT OR REPLACE INTO entry (event, previous, hash) SELECT \'{"id":"x","type":"y","time":1}\', \'a\', hash FROM entry WHERE seq = 1',
    'INSERT OR REPLACE INTO entry (event, previous, hash) SELECT \'{"id":"x","type":"y","time":1}\', previous, \'b\' FROM entry WHERE seq = 1',
    'UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 2',
  ])('refuses %s', (statement) => {
    const { sql, chain } = createChain(4);
    const before = chain.list(0, 9);
    expect(() => sql.exec(statement)).toThrow('entries are never');
    expect(chain.list(0, 9)).toEqual(before);
  });
});

describe('an audit chain that was pruned at a signed head', () => {
  const sign = (chain: ReturnType<typeof createAuditChain>) =>
    chain.sign({ ...chain.head(), time: 1, key: 'audit-service:1', signature: 'c2lnbmVk' });

  test('starts after this head, and is intact', () => {
    const { sql, chain } = createChain(5);
    const early = chain.list(1, 1)[0]?.hash as string;
    sign(chain);
    const signed = chain.head();
    chain.append(changed('6'));
    const { head } = chain.verify();
    expect(chain.prune(signed)).toBe(5);
    expect(chain.list(0, 9).map(({ seq }) => seq)).toEqual([6]);
    expect(chain.verify()).toEqual({ intact: true, count: 6, head, broken: null });
    for (const noted of [signed.head, head, root]) expect(chain.verify(noted).intact).toBeTrue();
    // A head between two signed heads is only in the export.
    expect(chain.verify(early).intact).toBeFalse();
    const again = createAuditChain(sql);
    again.append(changed('7'));
    expect(again.verify()).toMatchObject({ intact: true, count: 7 });
    expect(() => sql.exec('DELETE FROM entry WHERE seq = 6')).toThrow('entries are never deleted');
  });

  test('may be empty, and continues after the head', () => {
    const { chain } = createChain(3);
    sign(chain);
    const signed = chain.head();
    chain.prune(signed);
    expect(chain.head()).toEqual(signed);
    chain.append(changed('4'));
    expect(chain.list(0, 9)).toMatchObject([{ seq: 4, previous: signed.head }]);
    expect(chain.verify()).toMatchObject({ intact: true, count: 4 });
  });

  test.each(['pruned', 'signature'])('refuses to change the table %s', (table) => {
    const { sql, chain } = createChain(3);
    sign(chain);
    chain.prune(chain.head());
    const rows = [...sql.exec(`SELECT * FROM ${table}`)];
    for (const statement of [
      `DELETE FROM ${table}`,
      `UPDATE ${table} SET head = 'x'`,
      `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
    ])
      expect(() => sql.exec(statement)).toThrow(`${table} is only added to`);
    expect([...sql.exec(`SELECT * FROM ${table}`)]).toEqual(rows);
  });
});

describe('a verification of the audit chain finds', () => {
  test('a chain that was written again after a signed head, or cut off before it', () => {
    for (const cut of [5, 4]) {
      const { sql, chain, tamper } = createChain(5);
      chain.sign({ ...chain.head(), time: 1, key: 'audit-service:1', signature: 'c2lnbmVk' });
      tamper(`DELETE FROM entry WHERE seq >= ${cut}`);
      if (cut === 5) {
        const { head } = chain.verify();
        const event = toCanonical(changed('9'));
        const hash = new Bun.CryptoHasher('sha256').update(head + event).digest('hex');
        sql.exec('INSERT INTO entry (seq, event, previous, hash) VALUES (5, ?, ?, ?)', event, head, hash);
      }
      expect(chain.verify()).toMatchObject({ intact: false, broken: { why: 'head' } });
    }
  });

  test.each<[string, string, number, string]>([
    ['a changed event', 'UPDATE entry SET event = replace(event, \'"3"\', \'"4"\') WHERE seq = 3', 3, 'hash'],
    ['a changed hash', "UPDATE entry SET hash = 'a' WHERE seq = 3", 3, 'hash'],
    ['an entry with a changed previous hash', "UPDATE entry SET previous = 'a' WHERE seq = 3", 3, 'previous'],
    ['a missing entry', 'DELETE FROM entry WHERE seq = 3', 4, 'gap'],
    ['missing first entries', 'DELETE FROM entry WHERE seq < 3', 3, 'gap'],
    [
      'a missing entry whose followers moved up',
      'DELETE FROM entry WHERE seq = 3; UPDATE entry SET seq = seq - 1 WHERE seq > 3',
      3,
      'previous',
    ],
    ['a changed time', "UPDATE entry SET event = json_set(event, '$.time', 1) WHERE seq = 1", 1, 'hash'],
    [
      'a changed type',
      "UPDATE entry SET event = json_set(event, '$.type', 'price.changed') WHERE seq = 5",
      5,
      'hash',
    ],
  ])('%s', (_, statements, seq, why) => {
    const { chain, tamper } = createChain(5);
    for (const statement of statements.split('; ')) tamper(statement);
    expect(chain.verify()).toMatchObject({
      intact: false,
      count: seq - (why === 'gap' ? (seq === 4 ? 2 : 3) : 1),
      broken: { seq, why },
    });
  });

  test('two entries that changed places', () => {
    const { chain, tamper } = createChain(5);
    for (const step of [
      'SET seq = 99 WHERE seq = 2',
      'SET seq = 2 WHERE seq = 3',
      'SET seq = 3 WHERE seq = 99',
    ])
      tamper(`UPDATE entry ${step}`);
    expect(chain.verify().broken).toEqual({ seq: 2, why: 'previous' });
  });

  test('a changed entry with a recomputed hash, by the entry after it', () => {
    const { sql, chain, tamper } = createChain(5);
    const [link] = chain.list(1, 1);
    const event = (link?.event ?? '').replace('"2"', '"7"');
    const hash = new Bun.CryptoHasher('sha256').update(`${link?.previous}${event}`).digest('hex');
    tamper(`UPDATE entry SET event = '${event}', hash = '${hash}' WHERE seq = 2`);
    expect([...sql.exec('SELECT hash FROM entry WHERE seq = 2')]).toEqual([{ hash }]);
    expect(chain.verify().broken).toEqual({ seq: 3, why: 'previous' });
  });

  test('missing last entries, with an earlier head', () => {
    const { chain, tamper } = createChain(5);
    const { head } = chain.verify();
    chain.append(changed('6'));
    expect(chain.verify(head)).toMatchObject({ intact: true, count: 6 });
    tamper('DELETE FROM entry WHERE seq > 3');
    expect(chain.verify().intact).toBeTrue();
    expect(chain.verify(head)).toMatchObject({ intact: false, broken: { seq: 4, why: 'head' } });
  });
});

test('canonical JSON is the same for any order of keys', () => {
  const event = toEvent(
    'order.placed',
    { orderId: 'o1', memberId: 'm1', lines: [{ productId: '1', itemId: '2', quantity: 3 }] },
    about,
  );
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, part]) => [key, reversed(part)]),
          )
        : value;
  expect(JSON.stringify(reversed(event))).not.toBe(JSON.stringify(event));
  expect(toCanonical(reversed(event) as DomainEvent)).toBe(toCanonical(event));
  expect(JSON.parse(toCanonical(event))).toEqual(event);
  expect(toCanonical({ b: undefined, a: [{ d: 1, c: null }] })).toBe('{"a":[{"c":null,"d":1}]}');
});

describe('a check of a long chain', () => {
  test('pauses between its segments, and counts entries that are added meanwhile', async () => {
    const { chain, tamper } = createChain(11_000);
    let pauses = 0;
    const pause = async () => chain.append(changed(`during ${++pauses}`));
    expect(await chain.verifyInTurns(pause)).toMatchObject({ intact: true, count: 11_002 });
    expect(pauses).toBe(2);
    tamper("UPDATE entry SET event = json_set(event, '$.time', 1) WHERE seq = 10500");
    const broken = await chain.verifyInTurns(async () => {});
    expect(broken).toMatchObject({ intact: false, broken: { seq: 10_500, why: 'hash' } });
  });

  test('goes on if its entries are pruned meanwhile', async () => {
    const { chain } = createChain(11_000);
    const [{ hash: head } = { hash: '' }] = chain.list(7_999, 1);
    chain.sign({ seq: 8_000, head, time: 1, key: 'k', signature: 's' });
    let pauses = 0;
    const pause = async () => void (++pauses === 1 && chain.prune({ seq: 8_000, head }));
    expect(await chain.verifyInTurns(pause)).toMatchObject({ intact: true, count: 11_000 });
  });
});
