import { expect, test } from 'bun:test';
import { openDatabase } from '../open-database.ts';
import { createDoor } from './create-door.ts';

const database = openDatabase(':memory:', 100);

function ask(path: string, { key = 'key', token = 'key', method = 'GET', body = undefined as unknown } = {}) {
  const door = createDoor(database, key);
  const init = { method, headers: { authorization: `Bearer ${token}` } };
  return door(
    new Request(
      `http://monolith${path}`,
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    ),
  );
}

async function readMoves(path: string) {
  const answer = (await ask(path)) as Response;
  return (await answer.json()).moves;
}

test('without a key the door is closed, and with a wrong one it is 401', async () => {
  expect(await ask('/data/review', { key: '' })).toBeUndefined();
  expect(await ask('/products/1')).toBeUndefined();
  expect((await ask('/data/review', { token: 'wrong' }))?.status).toBe(401);
  expect((await ask('/data/review'))?.status).toBe(200);
});

test.each([
  ['/data/session', 'GET', undefined, 404],
  ['/data/review', 'POST', {}, 405],
  ['/data/review', 'PUT', {}, 422],
  [`/data/review?keys=${'1,'.repeat(101)}`, 'GET', undefined, 422],
  ['/data/review?keys=%27', 'GET', undefined, 422],
])('%s (%s) is refused', async (path, method, body, status) => {
  expect((await ask(path, { method, body }))?.status).toBe(status);
});

test('a frozen slice refuses all other changes, also after a row was stored through the door', async () => {
  const [first] = await readMoves('/data/pricing');
  const change = () => database.run('UPDATE pricing SET final = final - 1 WHERE item_id = ?', [first.key]);
  await ask('/data/pricing/frozen', { method: 'PUT', body: { frozen: true } });
  expect(change).toThrow('frozen');
  const row = { ...first.row, final: 1 };
  await ask('/data/pricing', { method: 'PUT', body: { moves: [{ key: first.key, row }] } });
  expect(change).toThrow('frozen');
  expect(await readMoves(`/data/pricing?keys=${first.key}`)).toEqual([{ key: first.key, row }]);
  await ask('/data/pricing/frozen', { method: 'PUT', body: { frozen: false } });
  expect(change).not.toThrow();
});
