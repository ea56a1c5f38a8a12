import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { DeployConfig } from './to-deployed-config.ts';

/**
 * Hashes everything that an upload of a worker contains. The tag of a version keeps it, so a later deploy sees whether it changes
 * something.
 *
 * @param secrets the secrets that would be sent; undefined keeps those of the worker
 * @returns a tag of at most 25 characters, such as `3f2a9c417d20-1b9e02c4`
 */
export async function readFingerprint(
  config: DeployConfig,
  secrets: Record<string, string> | undefined,
): Promise<string> {
  const hash = createHash('sha256').update(
    JSON.stringify({ ...config, main: '', assets: { ...config.assets, directory: '' } }),
  );
  for (const folder of [dirname(config.main), config.assets?.directory])
    if (folder)
      // A source map does not change what a worker does, and it contains paths of this machine.
      for (const path of [...new Bun.Glob('**/*').scanSync({ cwd: folder, dot: true })].sort())
        if (!path.endsWith('.map')) hash.update(path).update(await Bun.file(`${folder}/${path}`).bytes());
  const code = hash.digest('hex').slice(0, 12);
  return secrets ? `${code}-${toHash(JSON.stringify(Object.entries(secrets).sort()))}` : code;
}

/** Says whether a worker with this tag already has what would be uploaded. */
export function isSame(tag: string | undefined, wanted: string): boolean {
  if (!tag) return false;
  return wanted.includes('-') ? tag === wanted : tag.split('-')[0] === wanted;
}

function toHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
