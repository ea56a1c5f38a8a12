import { expect, test } from 'bun:test';
import { writeTopology } from '../topology/write-topology.ts';
import { readConfig } from '../workers.ts';
import { type DeployConfig, toDeployedConfig } from './to-deployed-config.ts';

const shell: DeployConfig = {
  ...{ name: 'jogakbo-shell', main: 'dist/index.js', build: { command: 'x' } },
  vars: { ORIGIN: 'https://jogakbo.example', LOG_LEVEL: '1%' },
  services: [{ binding: 'CART', service: 'jogakbo-cart', entrypoint: 'Bff' }],
  d1_databases: [{ binding: 'DB', database_name: 'jogakbo-x', preview_database_id: 'local' } as never],
  kv_namespaces: [{ binding: 'MY_LINKS' }],
  queues: { consumers: [{ queue: 'jogakbo-q', dead_letter_queue: 'jogakbo-dead' }] },
  workflows: [{ binding: 'SAGA', name: 'jogakbo-saga', class_name: 'Saga' }],
};
const ids = {
  databases: { 'jogakbo-staging-x': 'uuid' },
  namespaces: { 'jogakbo-staging-shell-my-links': 'id' },
};
const deploy = (environment: string | undefined, origin: string) =>
  toDeployedConfig(shell, '/shop/shell/wrangler.toml', { environment, origin }, ids);

test('a worker of another environment has names, ids and paths of its own', () => {
  const config = deploy('staging', 'https://staging.example.com');
  expect(config).toMatchObject({
    ...{ name: 'jogakbo-staging-shell', main: '/shop/shell/dist/index.js' },
    vars: { ORIGIN: 'https://staging.example.com', LOG_LEVEL: '1%' },
    services: [{ binding: 'CART', service: 'jogakbo-staging-cart', entrypoint: 'Bff' }],
    d1_databases: [{ binding: 'DB', database_name: 'jogakbo-staging-x', database_id: 'uuid' }],
    kv_namespaces: [{ binding: 'MY_LINKS', id: 'id' }],
    queues: { consumers: [{ queue: 'jogakbo-staging-q', dead_letter_queue: 'jogakbo-staging-dead' }] },
    workflows: [{ name: 'jogakbo-staging-saga' }],
  });
  expect(config.build).toBeUndefined();
});

test.each(['faces', 'tiers'])(
  'in another environment, no worker of %s has a name of production',
  async (topology) => {
    const target = { environment: 'staging', origin: 'https://staging.example.com' };
    const faults: string[] = [];
    for (const worker of await writeTopology(topology)) {
      const {
        main: _,
        assets: __,
        ...config
      } = toDeployedConfig(...([readConfig<DeployConfig>(worker), worker.config, target, ids] as const));
      JSON.stringify(config, (key, value) => {
        if (typeof value === 'string' && /^jogakbo-(?!staging-)/.test(value))
          faults.push(`${config.name} ${key}`);
        return value;
      });
    }
    expect(faults).toEqual([]);
  },
);

test.each([
  [
    'https://shop.example.com',
    { workers_dev: false, routes: [{ pattern: 'shop.example.com', custom_domain: true }] },
  ],
  ['https://jogakbo-shell.me.workers.dev', { workers_dev: true }],
  ['http://localhost:8791', { workers_dev: true }],
])('the shell is served at %s', (origin, address) => {
  expect(deploy(undefined, origin)).toMatchObject(address);
});

test('only a shop without https allows plain http', () => {
  expect(deploy(undefined, 'http://localhost:8791').vars?.PLAIN_HTTP).toBe('1');
  expect(deploy(undefined, 'https://shop.example.com').vars?.PLAIN_HTTP).toBeUndefined();
});
