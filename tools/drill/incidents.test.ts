import { expect, test } from 'bun:test';
import * as v from 'valibot';
import { Fault } from '../../shell/create-faults.ts';
import { chooseIncident, listIncidents } from './incidents.ts';

const incidents = listIncidents();

test('there are incidents of every symptom, of most slices, and on every page of a guest', () => {
  expect(new Set(incidents.map(({ symptom }) => symptom)).size).toBe(4);
  expect(new Set(incidents.map(({ slice }) => slice)).size).toBeGreaterThanOrEqual(8);
  expect(new Set(incidents.map(({ path }) => path)).size).toBe(5);
});

test('the shop accepts the fault of every incident', () => {
  for (const { fault } of incidents) expect(v.is(Fault, fault)).toBe(true);
});

test('the same seed chooses the same incident, and other seeds choose others', () => {
  const chosen = Array.from({ length: 50 }, (_, seed) => chooseIncident(seed));
  expect(Array.from({ length: 50 }, (_, seed) => chooseIncident(seed))).toEqual(chosen);
  expect(new Set(chosen).size).toBeGreaterThan(20);
});
