import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Script } from '../account.ts';
import { ApiError, toAnswer } from '../api-error.ts';
import { storeSecrets } from '../store-version.ts';
import { deploy } from './add-deployments.ts';
import type { Cloud } from './cloud.ts';
import { findScript, openScript } from './find-script.ts';
import { readJson } from './read-json.ts';

const Secret = v.object({ name: v.string(), text: v.string(), type: v.literal('secret_text') });
const Bulk = v.object({ secrets: v.record(v.string(), v.nullable(Secret)) });

/** Secrets. Each change makes a new version and deploys it; a script without a version keeps them as a draft. */
export function addSecrets(app: Hono, { file, runtime, now }: Cloud): void {
  app.get('/workers/scripts/:script/secrets', (c) =>
    c.json(toAnswer(list(findScript(file, c.req.param('script'))))),
  );

  app.put('/workers/scripts/:script/secrets', async (c) => {
    const { name, text } = await readJson(c, Secret);
    change(openScript(file, c.req.param('script'), now()), { [name]: text });
    return c.json(toAnswer({ name, type: 'secret_text' }));
  });

  app.patch('/workers/scripts/:script/secrets-bulk', async (c) => {
    const { secrets } = await readJson(c, Bulk);
    const script = openScript(file, c.req.param('script'), now());
    change(
      script,
      Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret?.text ?? null])),
    );
    return c.json(toAnswer(list(script)));
  });

  app.delete('/workers/scripts/:script/secrets/:name', (c) => {
    const script = findScript(file, c.req.param('script'));
    const name = c.req.param('name');
    if (!list(script).some((secret) => secret.name === name))
      throw new ApiError(404, 10056, `The secret ${name} does not exist.`);
    change(script, { [name]: null });
    return c.json(toAnswer(null));
  });

  function change(script: Script, secrets: Record<string, string | null>): void {
    const version = storeSecrets(script, secrets, now());
    if (version) deploy(script, [{ version_id: version.id, percentage: 100 }], now());
    file.save();
    if (version) runtime.change();
  }
}

function list(script: Script) {
  const names = script.versions.at(-1)?.bindings.filter(({ type }) => type === 'secret_text') ?? [];
  return [...names.map(({ name }) => name), ...Object.keys(script.draft)].map((name) => ({
    ...{ name, type: 'secret_text' },
  }));
}
