/** The files of a small worker that has every kind of binding that the shop uses. */
export const example = {
  'index.js': `import { DurableObject, WorkerEntrypoint, WorkflowEntrypoint } from 'cloudflare:workers';
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
export class Sums extends WorkerEntrypoint {
  add(a, b) {
    return a + b;
  }
}
export const Inner = { fetch: () => new Response('inner') };
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/file.txt') return env.ASSETS.fetch(request);
    if (pathname === '/send') await env.QUEUE.send({ value: searchParams.get('value') });
    if (pathname === '/job') await env.JOB.create({ params: { value: searchParams.get('value') } });
    if (pathname === '/point') await env.POINTS.writeDataPoint({ indexes: ['i'], blobs: ['a', 'b'], doubles: [1.5] });
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
    for (const message of batch.messages) {
      const { value } = message.body;
      if (batch.queue === 'example-dead-letters') await env.KV.put('dead', value);
      else if (value === 'bad') message.retry();
      else await env.KV.put('sent', value);
    }
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
[[analytics_engine_datasets]]
binding = "POINTS"
dataset = "example_points"
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

/** The files of a worker that calls the entrypoints of the example, calls itself, and keeps an object in a bucket. */
export const caller = {
  'index.js': `let requests = 0;
export default {
  async fetch(request, { EXAMPLE, SUMS, SELF, BUCKET, TEXT }) {
    const { searchParams } = new URL(request.url);
    if (searchParams.has('wide')) {
      const calls = Array.from({ length: searchParams.get('wide') }, () => SELF.fetch('http://caller/?deep=0'));
      const results = await Promise.allSettled(calls);
      return Response.json(results.map(({ status }) => status));
    }
    const left = Number(searchParams.get('deep'));
    if (left > 0) return SELF.fetch('http://caller/?deep=' + (left - 1)).catch(({ message }) => Response.json({ message }));
    if (searchParams.has('deep')) return Response.json({ message: 'the end', TEXT });
    requests += 1;
    const [inner, sum, object] = await Promise.all([
      EXAMPLE.fetch(request).then((answer) => answer.text()),
      SUMS.add(1, 2),
      BUCKET.get('folder/object').then((found) => found?.text()),
    ]);
    return Response.json({ inner, sum, object, requests, TEXT });
  },
};
`,
  'wrangler.toml': `name = "caller"
main = "index.js"
compatibility_date = "2026-11-16"
no_bundle = true
routes = [{ pattern = "caller.example", custom_domain = true }]
[vars]
TEXT = "one"
[[services]]
binding = "EXAMPLE"
service = "example"
entrypoint = "Inner"
[[services]]
binding = "SUMS"
service = "example"
entrypoint = "Sums"
[[services]]
binding = "SELF"
service = "caller"
[[r2_buckets]]
binding = "BUCKET"
bucket_name = "example-bucket"
`,
};
