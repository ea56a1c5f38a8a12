import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { ApiError, toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { readJson } from './read-json.ts';

const Title = v.object({ title: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) });

/** KV namespaces with their values. */
export function addNamespaces(app: Hono, { file, runtime }: Cloud): void {
  const { account } = file;

  app.get('/storage/kv/namespaces', (c) => {
    const page = Number(c.req.query('page') ?? 1);
    const all = account.namespaces.map((each) => ({ ...each, supports_url_encoding: true }));
    const info = { page, per_page: 100, count: all.length, total_count: all.length };
    return c.json(toAnswer(page > 1 ? [] : all, info));
  });

  app.post('/storage/kv/namespaces', async (c) => {
    const { title } = await readJson(c, Title);
    if (account.namespaces.some((each) => each.title === title))
      throw new ApiError(400, 10014, `A namespace with the title ${title} already exists.`);
    const namespace = { id: randomBytes(16).toString('hex'), title };
    account.namespaces.push(namespace);
    file.save();
    runtime.change();
    return c.json(toAnswer(namespace));
  });

  app.delete('/storage/kv/namespaces/:id', (c) => {
    const { id } = find(c.req.param('id'));
    account.namespaces = account.namespaces.filter((namespace) => namespace.id !== id);
    file.save();
    runtime.change();
    return c.json(toAnswer(null));
  });

  app.get('/storage/kv/namespaces/:id/keys', async (c) => {
    const namespace = await runtime.namespace(find(c.req.param('id')).id);
    const { keys } = await namespace.list({ prefix: c.req.query('prefix') ?? null });
    return c.json(toAnswer(keys, { count: keys.length, cursor: '' }));
  });

  app.get('/storage/kv/namespaces/:id/values/:key', async (c) => {
    const namespace = await runtime.namespace(find(c.req.param('id')).id);
    const value = await namespace.get(c.req.param('key'), 'arrayBuffer');
    if (value === null) throw new ApiError(404, 10009, 'get: "key not found"');
    return c.body(value);
  });

  app.put('/storage/kv/namespaces/:id/values/:key', async (c) => {
    const namespace = await runtime.namespace(find(c.req.param('id')).id);
    const ttl = c.req.query('expiration_ttl');
    await namespace.put(
      c.req.param('key'),
      await c.req.arrayBuffer(),
      ttl ? { expirationTtl: Number(ttl) } : {},
    );
    return c.json(toAnswer(null));
  });

  app.delete('/storage/kv/namespaces/:id/values/:key', async (c) => {
    await (await runtime.namespace(find(c.req.param('id')).id)).delete(c.req.param('key'));
    return c.json(toAnswer(null));
  });

  function find(id: string) {
    const found = account.namespaces.find((namespace) => namespace.id === id);
    if (!found) throw new ApiError(404, 10013, `namespace not found: ${id}`);
    return found;
  }
}
