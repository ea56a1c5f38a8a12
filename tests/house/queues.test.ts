import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { domainEventTypes } from '@jogakbo/contracts/domain-events';
import { outboxLease, outboxTable } from '@jogakbo/edge/outbox';
import { consumedTable } from '@jogakbo/edge/take-once';
import { consumers, followers } from '../../services/events/followers.ts';
import { listWorkers, readConfig, root } from '../../tools/workers.ts';
import '../mock-workers.helper.ts';

type Config = {
  queues?: {
    producers?: { binding: string; queue: string }[];
    consumers?: { queue: string; max_retries?: number; dead_letter_queue?: string }[];
  };
  triggers?: { crons?: string[] };
  services?: { binding: string; service: string }[];
};

const workers = (await listWorkers()).map((worker) => ({
  name: worker.name,
  directory: worker.directory,
  config: readConfig<Config>(worker),
}));
const consumed = workers.flatMap(({ name, config }) =>
  (config.queues?.consumers ?? []).map((consumer) => ({ worker: name, ...consumer })),
);
const events = workers.find(({ name }) => name === 'events-service')?.config.queues;

test('services/events is bound to the queue of every follower, and to no other queue', () => {
  const bound = events?.producers?.map(({ binding, queue }) => `${binding} ${queue}`).sort();
  const followed = consumers.map((name) => `${name.toUpperCase()}_EVENTS jogakbo-${name}-events`).sort();
  expect(bound).toEqual(followed);
  expect(Object.keys(followers).sort()).toEqual([...domainEventTypes].sort());
  for (const name of consumers) expect(Object.values(followers).flat()).toContain(name);
});

test('services/events keeps the dead letters of every follower', () => {
  const kept = consumed.filter(({ worker }) => worker === 'events-service').map(({ queue }) => queue);
  expect(kept.sort()).toEqual(consumers.map((name) => `jogakbo-${name}-dead-letters`).sort());
});

describe.each(
  consumed.filter(({ queue }) => queue.endsWith('-events')).map((each) => [each.queue, each] as const),
)('the queue %s', (queue, { worker, max_retries, dead_letter_queue }) => {
  const name = queue.replace(/^jogakbo-(.+)-events$/, '$1') as (typeof consumers)[number];

  test('goes to the worker of that name, with retries and a dead-letter queue', () => {
    expect(consumers).toContain(name);
    expect(worker).toBe(name === 'shell' ? 'shell' : `${name}-service`);
    expect(max_retries).toBeGreaterThanOrEqual(2);
    expect(dead_letter_queue).toBe(`jogakbo-${name}-dead-letters`);
  });

  if (worker === 'shell') return;
  test('has a handler for each type of event that services/events sends there', async () => {
    const { handles } = (await import(`${root}/services/${name}/worker.ts`)).default;
    const sent = domainEventTypes.filter((type) => followers[type].includes(name)).sort();
    expect(handles === 'all' ? sent : handles.sort()).toEqual(sent);
  });
});

const tables = workers.flatMap(({ name, directory, config }) => {
  const sql = [...new Bun.Glob('migrations/*.sql').scanSync(directory)]
    .map((file) => readFileSync(`${directory}/${file}`, 'utf8'))
    .join('\n');
  return sql ? [{ name, config, sql }] : [];
});

test.each(tables.filter(({ sql }) => sql.includes('TABLE outbox')).map((each) => [each.name, each] as const))(
  '%s has the table outbox of the platform, and empties it each minute',
  (_, { config, sql }) => {
    expect(sql).toContain(outboxTable);
    expect(sql).toContain(outboxLease);
    expect(config.triggers?.crons).toContain('* * * * *');
    expect(config.services).toContainEqual({ binding: 'EVENTS', service: 'jogakbo-events-service' });
  },
);

test.each(
  tables.filter(({ sql }) => sql.includes('TABLE consumed')).map((each) => [each.name, each] as const),
)('%s has the table consumed of the platform', (_, { sql }) => {
  expect(sql).toContain(consumedTable);
});

test('the README of services/events has its queues', async () => {
  const readme = await Bun.file(`${root}/services/events/README.md`).text();
  for (const name of consumers) expect(readme).toContain(`jogakbo-${name}-events`);
});
