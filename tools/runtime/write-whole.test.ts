import { expect, test } from 'bun:test';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from './write-whole.ts';

test('a file can be read by its owner only, also if an earlier write was cut off', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-whole-'));
  const path = `${folder}/secret`;
  await writeFile(`${path}.${process.pid}.part`, 'half');
  await chmod(`${path}.${process.pid}.part`, 0o644);
  await writeWhole(path, 'whole');
  expect(await Bun.file(path).text()).toBe('whole');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});
