import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tools/workers.ts';

/** A change of a file of a service: every `from` becomes `to`. */
export type ServiceEdit = { file: string; from: string; to: string };

/**
 * Writes another version of a service into a temporary folder, with its tests.
 *
 * @param migrations SQL of migrations that come after those of the service
 * @returns the folder of the service, and a function that removes it
 */
export async function createServiceVersion(name: string, edits: ServiceEdit[], migrations: string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-service-'));
  const directory = `${folder}/services/${name}`;
  await cp(`${root}/services/${name}`, directory, {
    recursive: true,
    filter: (source) => !/\/(node_modules|dist)$/.test(source),
  });
  await symlink(`${root}/services/${name}/node_modules`, `${directory}/node_modules`);
  for (const shared of ['contracts', 'platform', 'tests'])
    await symlink(`${root}/${shared}`, `${folder}/${shared}`);
  for (const { file, from, to } of edits) {
    const source = await readFile(`${directory}/${file}`, 'utf8');
    if (!source.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(`${directory}/${file}`, source.replaceAll(from, to));
  }
  for (const [index, sql] of migrations.entries())
    await writeFile(`${directory}/migrations/900${index}_next.sql`, sql);
  return { directory, remove: () => rm(folder, { recursive: true, force: true }) };
}
