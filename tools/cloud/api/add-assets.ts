import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { ApiError, toAnswer } from '../api-error.ts';
import { sessions } from '../store-version.ts';
import type { Cloud } from './cloud.ts';
import { readJson } from './read-json.ts';

const Hash = v.pipe(v.string(), v.hexadecimal());
const Path = v.pipe(
  v.string(),
  v.startsWith('/'),
  v.check((path) => !path.split('/').includes('..'), 'A path of an asset must not contain "..".'),
);
const Manifest = v.object({ manifest: v.record(Path, v.object({ hash: Hash, size: v.number() })) });

/** A request uploads at most this many files. */
const filesInBucket = 50;

/** The upload of assets: a session says which files are missing, and its jwt names the files of the version. */
export function addAssets(app: Hono, { file }: Cloud): void {
  const folder = `${file.directory}/assets`;

  app.post('/workers/scripts/:script/assets-upload-session', async (c) => {
    const { manifest } = await readJson(c, Manifest);
    const entries = Object.entries(manifest).map(([path, { hash }]) => [path, hash] as const);
    // wrangler reads the payload of the jwt. This one is empty, and nothing is signed on one machine.
    const jwt = `e30.e30.${crypto.randomUUID().replaceAll('-', '')}`;
    sessions.set(jwt, Object.fromEntries(entries));
    const missing = [...new Set(entries.map(([, hash]) => hash))].filter(
      (hash) => !existsSync(`${folder}/${hash}`),
    );
    const buckets = Array.from({ length: Math.ceil(missing.length / filesInBucket) }, (_, index) =>
      missing.slice(index * filesInBucket, (index + 1) * filesInBucket),
    );
    return c.json(toAnswer({ jwt, buckets }), 201);
  });

  app.post('/workers/assets/upload', async (c) => {
    const jwt = c.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
    const files = sessions.get(jwt);
    if (!files) throw new ApiError(401, 10000, 'Authentication error');
    await mkdir(folder, { recursive: true });
    const form = await c.req.formData();
    const parts = [...form.keys()].map((hash) => [hash, form.get(hash)] as const);
    for (const [hash, part] of parts) {
      if (!v.is(Hash, hash) || part === null)
        throw new ApiError(400, 10021, 'The name of a file is not a hash.');
      const text = typeof part === 'string' ? part : await part.text();
      await writeFile(`${folder}/${hash}`, Buffer.from(text, 'base64'));
    }
    const complete = Object.values(files).every((hash) => existsSync(`${folder}/${hash}`));
    return c.json(toAnswer(complete ? { jwt } : {}), complete ? 201 : 202);
  });
}
