import { expect, test } from 'bun:test';
import { readOptions } from './read-options.ts';

test('a worker that is uploaded while the workers are listed is in no part of the list', async () => {
  const account = {
    ...{ scripts: {} as Record<string, unknown>, queues: [], databases: [], namespaces: [], buckets: [] },
  };
  const settings = { router: '', tailUrl: '', pointsUrl: '', tailed: new Set<string>(), control: '' };
  const reading = readOptions({ account, directory: '/none', save() {} } as never, settings);
  const versions = [{ id: 'late-version', number: 1, bindings: [], modules: [] }];
  const deployments = [{ versions: [{ version_id: 'late-version', percentage: 100 }] }];
  account.scripts.late = { name: 'late', versions, deployments, classes: {} };
  const listed = JSON.stringify(await reading);
  expect(listed).toContain('cloud-router');
  expect(listed).not.toContain('late');
});
