import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasShell, listWorkers, readConfig, tiersOf, toServiceName, type Worker } from '../workers.ts';
import type { Config } from './config.ts';
import { toEntrypoint } from './to-config.ts';
import { topologies } from './topologies.ts';
import { writeTopology } from './write-topology.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-topologies-'));
afterAll(() => rm(folder, { recursive: true }));
const tiers = await listWorkers();
const settingsOf = (worker: Worker) => readConfig<Config>(worker);
const own = tiers.map((tier) => ({ tier, settings: settingsOf(tier) }));
const sorted = (names: string[]) => names.toSorted();

describe.each(Object.keys(topologies))('the topology %s', async (name) => {
  const workers = await writeTopology(name, tiers, `${folder}/${name}`);
  const configs = workers.map((worker) => ({ worker, config: settingsOf(worker) }));
  const all = <Item>(list: (config: Config) => Item[] | undefined) =>
    configs.flatMap(({ config }) => list(config) ?? []);
  const inTiers = <Item>(list: (config: Config) => Item[] | undefined) =>
    own.flatMap(({ settings }) => list(settings) ?? []);
  const joined = workers.filter((worker) => tiersOf(worker).length > 1);
  const entryOf = (worker: Worker) => Bun.file(`${worker.directory}/worker.ts`).text();

  test('has each tier in one worker, and the shell answers where it is', () => {
    expect(sorted(workers.flatMap(tiersOf).map((tier) => tier.name))).toEqual(
      sorted(tiers.map((tier) => tier.name)),
    );
    const [shell] = workers.filter(hasShell);
    expect(tiersOf(shell as Worker)[0]?.kind).toBe('shell');
  });

  test('keeps every queue, trigger, store, class and workflow', () => {
    const lists: ((config: Config) => string[] | undefined)[] = [
      ({ queues }) => queues?.consumers?.map((each) => JSON.stringify(each)),
      ({ queues }) => queues?.producers?.map(({ queue }) => queue),
      ({ d1_databases: databases }) => databases?.map((each) => `${each.preview_database_id}`),
      ({ durable_objects: objects }) => objects?.bindings?.map((each) => each.class_name),
      ({ migrations }) => migrations?.flatMap((each) => each.new_sqlite_classes ?? []),
      ({ workflows }) => workflows?.map((each) => `${each.name} ${each.class_name}`),
    ];
    for (const list of lists) expect(sorted(all(list))).toEqual(sorted(inTiers(list)));
    const crons = ({ triggers }: Config) => triggers?.crons;
    expect(new Set(all(crons))).toEqual(new Set(inTiers(crons)));
    const namespaces = all((config) => config.kv_namespaces).map(({ id, binding }) => id ?? binding);
    expect(sorted(namespaces)).toEqual(['LINKS', 'RELEASES']);
  });

  test('binds each call to a worker of the topology, at the entrypoint of the called tier', async () => {
    const exports = new Map<string, string[]>();
    for (const worker of joined)
      exports.set(
        toServiceName(worker),
        new Bun.Transpiler({ loader: 'ts' }).scan(await entryOf(worker)).exports,
      );
    const names = workers.map(toServiceName);
    for (const { service, entrypoint } of all(({ services }) => services)) {
      expect(names).toContain(service);
      if (entrypoint) expect(exports.get(service)).toContain(entrypoint);
    }
  });

  test('gives each worker different names for its bindings and its exports', () => {
    for (const { worker, config } of configs) {
      const bindings = [
        ...(config.services ?? []),
        ...(config.d1_databases ?? []),
        ...(config.kv_namespaces ?? []),
        ...(config.r2_buckets ?? []),
        ...(config.workflows ?? []),
        ...(config.queues?.producers ?? []),
        ...(config.durable_objects?.bindings ?? []).map((each) => ({ binding: each.name })),
      ].map(({ binding }) => binding);
      expect(new Set(bindings).size).toBe(bindings.length);
      const exported = tiersOf(worker).flatMap((tier) => toEntrypoint(worker, tier) ?? []);
      const classes = (config.migrations ?? []).flatMap((each) => each.new_sqlite_classes ?? []);
      expect(new Set([...exported, ...classes]).size).toBe(exported.length + classes.length);
    }
  });

  test('exports each class and hands each queue and trigger to its tier', async () => {
    for (const worker of joined) {
      const entry = await entryOf(worker);
      const { exports } = new Bun.Transpiler({ loader: 'ts' }).scan(entry);
      for (const { tier, settings } of own.filter((each) => tiersOf(worker).includes(each.tier))) {
        const classes = [...(settings.durable_objects?.bindings ?? []), ...(settings.workflows ?? [])].map(
          (each) => each.class_name,
        );
        for (const each of classes) {
          expect(exports).toContain(each);
          expect(entry).toMatch(
            new RegExp(`class ${each} extends \\w+ \\{\\s+constructor.*viewOf\\('${tier.name}', env\\)`),
          );
        }
        const [line = ''] = entry.match(new RegExp(`^  '${tier.name}': .*$`, 'm')) ?? [];
        const { queues, triggers } = settings;
        expect(line).toContain(
          `queues: ${JSON.stringify((queues?.consumers ?? []).map((each) => each.queue))}`,
        );
        expect(line).toContain(`crons: ${JSON.stringify(triggers?.crons ?? [])}`);
      }
    }
  });
});

test('the phases take services out of the monolith, one step after the other', async () => {
  const apart = async (name: string) => {
    const workers = await writeTopology(name, tiers, `${folder}/${name}`);
    return sorted(workers.map((worker) => worker.name));
  };
  expect(await apart('monolith')).toEqual(['monolith']);
  expect(await apart('phase-1')).toEqual(['monolith', 'review-service', 'search-service']);
  expect(await apart('phase-2')).toEqual([
    ...['inventory-service', 'monolith', 'pricing-service', 'product-service'],
    ...['review-service', 'search-service'],
  ]);
  expect(await apart('phase-3')).toEqual([
    ...['catalogue', 'discovery', 'membership', 'operations', 'purchase', 'shell'],
  ]);
});
