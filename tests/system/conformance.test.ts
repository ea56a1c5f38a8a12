import { expect, test } from 'bun:test';
import { checkServer } from '../../platform/compose/check/check-server.ts';
import { listWorkers } from '../../tools/workers.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();
const frontends = (await listWorkers()).filter(({ kind }) => kind === 'frontend');
const params = { product: '51862822', item: '183485417', q: '나노', slug: 'toys', page: '1' };

test.each(frontends.map(({ name }) => name))('%s keeps every rule of the fragment protocol', async (name) => {
  const ask = (path: string, init: RequestInit) => shop.fetchWorker(name, path, init as object);
  // A busy machine is no fault.
  const { findings, fragments } = await checkServer({ ask, params, language: 'ko', deadlineMs: 20_000 });
  expect(fragments.length).toBeGreaterThan(0);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
});
