import { expect, test } from 'bun:test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { durationBounds, metrics } from '@jogakbo/edge/metrics';
import { readCatalogue } from '../console/read-catalogue.ts';
import { root } from '../workers.ts';
import { defaultObjective } from './objective.ts';
import { readObjectives } from './read-objectives.ts';

test('each objective is about a fragment of a page, and its time is a bound of the histogram', async () => {
  const fragments = (await readCatalogue()).flatMap((slice) => slice.fragments);
  const known = new Set(fragments.map(({ name }) => name));
  const bounds = new Set<number>(durationBounds);
  for (const file of new Bun.Glob('frontends/*/objectives.json').scanSync(root)) {
    const slice = file.split('/')[1];
    for (const name of Object.keys(await Bun.file(`${root}/${file}`).json()))
      expect(known.has(`${slice}/${name}`)).toBe(true);
  }
  for (const { objective } of fragments) expect(bounds.has(objective.withinMs)).toBe(true);
  expect(readObjectives()('pricing/price')).toEqual({ percent: 99.5, withinMs: 300 });
  expect(readObjectives()('gift/note')).toEqual(defaultObjective);
});

test('a file with a wrong objective is named, with the field', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-objectives-'));
  await mkdir(`${folder}/pricing`);
  await writeFile(`${folder}/pricing/objectives.json`, '{"price":{"percent":100,"withinMs":300}}');
  expect(() => readObjectives(folder)).toThrow('pricing/objectives.json: price.percent');
  await rm(folder, { recursive: true });
});

test('the example board asks only for metrics that are sent, and for all of them', async () => {
  const board = await Bun.file(`${import.meta.dir}/grafana-board.json`).text();
  const asked = new Set(board.match(/jogakbo_\w+/g));
  expect([...asked].sort()).toEqual(
    Object.values(metrics)
      .map(({ prometheus }) => prometheus as string)
      .sort(),
  );
});
