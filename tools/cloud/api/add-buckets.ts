import type { Hono } from 'hono';
import * as v from 'valibot';
import { ApiError, toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { readJson } from './read-json.ts';

const Bucket = v.object({ name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,63}$/)) });
const object = '/r2/buckets/:name/objects/:key{.+}';

/** R2 buckets with their objects. */
export function addBuckets(app: Hono, { file, runtime, now }: Cloud): void {
  const { account } = file;

  app.get('/r2/buckets', (c) => c.json(toAnswer({ buckets: account.buckets })));

  app.post('/r2/buckets', async (c) => {
    const { name } = await readJson(c, Bucket);
    if (account.buckets.some((bucket) => bucket.name === name))
      throw new ApiError(409, 10004, 'The bucket you tried to create already exists, and you own it.');
    account.buckets.push({ name, creation_date: now().toISOString() });
    file.save();
    runtime.change();
    return c.json(toAnswer({ name }));
  });

  app.get('/r2/buckets/:name', (c) => c.json(toAnswer(find(c.req.param('name')))));

  app.delete('/r2/buckets/:name', async (c) => {
    const { name } = find(c.req.param('name'));
    const { objects } = await (await runtime.bucket(name)).list({ limit: 1 });
    if (objects.length > 0) throw new ApiError(409, 10008, 'The bucket you tried to delete is not empty.');
    account.buckets = account.buckets.filter((bucket) => bucket.name !== name);
    file.save();
    runtime.change();
    return c.json(toAnswer({}));
  });

  app.put(object, async (c) => {
    const bucket = await runtime.bucket(find(c.req.param('name')).name);
    const type = c.req.header('content-type');
    await bucket.put(c.req.param('key'), await c.req.arrayBuffer(), {
      ...(type ? { httpMetadata: { contentType: type } } : {}),
    });
    return c.json(toAnswer({ key: c.req.param('key') }));
  });

  app.get(object, async (c) => {
    const bucket = await runtime.bucket(find(c.req.param('name')).name);
    const found = await bucket.get(c.req.param('key'));
    if (!found) throw new ApiError(404, 10007, 'The specified key does not exist.');
    return c.body(await found.arrayBuffer());
  });

  app.delete(object, async (c) => {
    await (await runtime.bucket(find(c.req.param('name')).name)).delete(c.req.param('key'));
    return c.json(toAnswer({ key: c.req.param('key') }));
  });

  function find(name: string) {
    const bucket = account.buckets.find((each) => each.name === name);
    if (!bucket) throw new ApiError(404, 10006, 'The specified bucket does not exist.');
    return bucket;
  }
}
