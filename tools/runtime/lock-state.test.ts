import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockState } from './lock-state.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-lock-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the lock of a state folder names the process that holds it, until that process releases it', () => {
  const lock = lockState(folder);
  expect(() => lockState(folder)).toThrow(
    new RegExp(`^${folder} is in use by process ${process.pid} since \\d{4}-.*Z. Stop that process first.$`),
  );
  lock.release();
  lockState(folder).release();
});

test('a lock holds while the process runs, even if its holder dropped it', () => {
  const dropped = join(folder, 'dropped');
  (() => void lockState(dropped))();
  for (let each = 0; each < 20; each++) Bun.gc(true);
  expect(() => lockState(dropped)).toThrow(`process ${process.pid} since`);
});

test('another process gets the lock of a killed process', async () => {
  const holder = Bun.spawn(
    [
      process.execPath,
      '-e',
      `import { lockState } from '${import.meta.dir}/lock-state.ts';
       lockState('${folder}'); console.log('held'); setInterval(() => {}, 1000);`,
    ],
    { stdout: 'pipe' },
  );
  await holder.stdout.getReader().read();
  expect(() => lockState(folder)).toThrow(`process ${holder.pid} since`);
  holder.kill('SIGKILL');
  await holder.exited;
  lockState(folder).release();
});
