import { expect, test } from 'bun:test';
import type { Account, Binding, Script } from './account.ts';
import { resolveBindings } from './resolve-bindings.ts';

const account: Account = {
  ...{ scripts: {}, queues: [], databases: [], namespaces: [], buckets: [], workflows: [] },
};
const script = { name: 'worker', versions: [], draft: { KNOWN: 'a' }, classes: {} } as unknown as Script;
const resolve = (binding: Binding) =>
  resolveBindings(account, { script, wanted: [binding], keep: [], classes: script.classes });

test.each<[string, Omit<Binding, 'name'>, number]>([
  ['a worker', { type: 'service', service: 'other' }, 10_143],
  ['a namespace', { type: 'kv_namespace', namespace_id: '0'.repeat(32) }, 10_041],
  ['a namespace by its name', { type: 'kv_namespace', namespace_id: 'links' }, 10_042],
  ['a queue', { type: 'queue', queue_name: 'events' }, 11_000],
  ['a database', { type: 'd1', id: 'none' }, 10_181],
  ['a bucket', { type: 'r2_bucket', bucket_name: 'none' }, 10_085],
  ['a class', { type: 'durable_object_namespace', class_name: 'None' }, 10_061],
  ['a secret', { type: 'inherit' }, 10_057],
])('a binding to %s that does not exist is refused with the code of the platform', (_, binding, code) => {
  expect(() => resolve({ name: 'BOUND', ...binding } as Binding)).toThrow(expect.objectContaining({ code }));
});

test('a binding that is inherited has the value of before', () => {
  const [binding] = resolve({ name: 'KNOWN', type: 'inherit' });
  expect(binding).toEqual({ name: 'KNOWN', type: 'secret_text', text: 'a' });
});
