/** The files of a small worker that has every kind of binding that the shop uses. */
export const example = {
  'index.js': `import { DurableObject, WorkflowEntrypoint } from 'cloudflare:workers';
export class Counter extends DurableObject {
  async add() {
    const n = ((await this.ctx.storage.get('n')) ?? 0) + 1;
    await this.ctx.storage.put('n', n);
    return n;
  }
}
export class Job extends WorkflowEntrypoint {
  run(event, step) {
    return step.do('write', () => this.env.KV.put('job', event.payload.value));
  }
}
export const Inner = { fetch: () => new Response('inner') };
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/file.txt') return env.ASSETS.fetch(request);
    if (pathname === '/send') await env.QUEUE.send({ value: searchParams.get('value') });
    if (pathname === '/job') await env.JOB.create({ params: { value: searchParams.get('value') } });
    if (pathname === '/log') console.log('a line of the log');
    const { TEXT, SECRET, VERSION } = env;
    const [count, sent, dead, job, cron] = await Promise.all([
      env.COUNTER.getByName('all').add(),
      ...['sent', 'dead', 'job', 'cron'].map((key) => env.KV.get(key)),
    ]);
    const { results } = await env.DB.prepare('SELECT name FROM fruit ORDER BY name').all().catch(() => ({ results: [] }));
    const fruit = results.map(({ name }) => name);
    return Response.json({ TEXT, SECRET, VERSION, count, sent, dead, job, cron, fruit });
  },
  async queue(batch, env) {
    const [{ body }] = batch.messages;
    if (batch.queue === 'example-dead-letters') return env.KV.put('dead', body.value);
    if (body.value === 'bad') return batch.retryAll();
    await env.KV.put('sent', body.value);
  },
  scheduled: ({ cron }, env) => env.KV.put('cron', cron),
};
`,
  'public/file.txt': 'a file',
  'migrations/0001_fruit.sql': "CREATE TABLE fruit (name TEXT);\nINSERT INTO fruit VALUES ('apple');\n",
  'wrangler.toml': `name = "example"
main = "index.js"
compatibility_date = "2026-11-16"
no_bundle = true
rules = [{ type = "ESModule", globs = ["*.js"] }]
[vars]
TEXT = "one"
[secrets]
required = ["SECRET"]
[assets]
directory = "public"
binding = "ASSETS"
run_worker_first = true
[version_metadata]
binding = "VERSION"
[triggers]
crons = ["* * * * *"]
[[d1_databases]]
binding = "DB"
database_name = "example-fruit"
[[kv_namespaces]]
binding = "KV"
[[queues.producers]]
binding = "QUEUE"
queue = "example-values"
[[queues.consumers]]
queue = "example-values"
max_batch_timeout = 0
max_retries = 0
dead_letter_queue = "example-dead-letters"
[[queues.consumers]]
queue = "example-dead-letters"
max_batch_timeout = 0
[[durable_objects.bindings]]
name = "COUNTER"
class_name = "Counter"
[[migrations]]
tag = "v1"
new_sqlite_classes = ["Counter"]
[[workflows]]
binding = "JOB"
name = "example-job"
class_name = "Job"
`,
};

/** The files of a worker that calls the entrypoint \`Inner\` of the example. */
export const caller = {
  'index.js': 'export default { fetch: (request, env) => env.EXAMPLE.fetch(request) };\n',
  'wrangler.toml': `name = "caller"
main = "index.js"
compatibility_date = "2026-11-16"
no_bundle = true
[[services]]
binding = "EXAMPLE"
service = "example"
entrypoint = "Inner"
`,
};
