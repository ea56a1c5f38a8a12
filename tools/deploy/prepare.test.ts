import { expect, test } from 'bun:test';
import { writeTopology } from '../topology/write-topology.ts';
import { tiersOf } from '../workers.ts';
import { toCandidate } from './prepare.ts';

const workers = await writeTopology('faces');
const tiers = workers.flatMap(tiersOf).map(({ name }) => name);
const secrets = {
  ...{ IDENTITY_KEYS: '[]', MEMBER_KEYS: '{}', ORDER_KEYS: '{}', OPERATOR_TOKEN: 'token' },
  ...{ UPSTASH_REDIS_REST_URL: 'https://redis.example', UPSTASH_REDIS_REST_TOKEN: 'token' },
  IDENTITY_KEY: Object.fromEntries(tiers.map((name) => [name, '{}'])),
};

test('the secrets of bun run keys and Upstash are enough for every worker', () => {
  const target = { environment: undefined, origin: 'https://shop.example.com' };
  const lacking = workers
    .map((worker) => toCandidate(worker, target, secrets))
    .flatMap(({ name, required, given }) =>
      required.filter((secret) => !given[secret]).map((secret) => `${secret} for ${name}`),
    );
  expect(lacking).toEqual([]);
});
