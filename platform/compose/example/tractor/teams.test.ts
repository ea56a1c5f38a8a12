import { afterAll, expect, test } from 'bun:test';
import { checkServer } from '@jogakbo/compose/conformance';
import { startTeams } from './main.ts';

const { teams, stop } = await startTeams();
afterAll(stop);

test.each([
  ['explore', { category: 'field', sku: 'HA-RED' }, 8],
  ['decide', { product: 'harrow-90', sku: 'HA-RED' }, 2],
  ['checkout', { sku: 'HA-RED' }, 5],
] as const)('the server of team %s keeps every rule of the protocol', async (team, params, count) => {
  const ask = (path: string, init: RequestInit) => fetch(teams[team] + path, init);
  const { findings, fragments } = await checkServer({ ask, params });
  expect(fragments).toHaveLength(count);
  expect(findings).toEqual([]);
});
