import type { Hono } from 'hono';
import * as v from 'valibot';
import { sharesOf } from '../account.ts';
import { ApiError, toAnswer } from '../api-error.ts';
import { hideSecret, toScript } from './add-versions.ts';
import type { Cloud } from './cloud.ts';
import { findScript } from './find-script.ts';
import { readJson } from './read-json.ts';

/** The part of a `workers.dev` address that belongs to the account. */
export const subdomain = 'rehearsal';

const Subdomain = v.object({ enabled: v.boolean(), previews_enabled: v.optional(v.boolean(), false) });

/** Scripts themselves: whether they exist, their settings, their address, deleting them. */
export function addScripts(app: Hono, { file, runtime }: Cloud): void {
  app.get('/workers/scripts', (c) => c.json(toAnswer(Object.values(file.account.scripts).map(toScript))));

  app.get('/workers/services/:script', (c) => {
    const script = file.account.scripts[c.req.param('script')];
    if (!script) throw new ApiError(404, 10090, 'workers.api.error.service_not_found');
    const environment = { environment: 'production', created_on: script.created, script: toScript(script) };
    return c.json(
      toAnswer({ id: script.name, default_environment: environment, environments: [environment] }),
    );
  });

  app.get('/workers/services/:script/environments/:environment', (c) =>
    c.json(toAnswer({ script: toScript(findScript(file, c.req.param('script'))) })),
  );

  app.get('/workers/workers/:script', (c) => {
    const script = findScript(file, c.req.param('script'));
    return c.json(toAnswer({ id: script.tag, name: script.name, subdomain: script.subdomain, tags: [] }));
  });

  app.get('/workers/subdomain', (c) => c.json(toAnswer({ subdomain })));

  app.get('/workers/scripts/:script/subdomain', (c) =>
    c.json(toAnswer(findScript(file, c.req.param('script')).subdomain)),
  );

  app.post('/workers/scripts/:script/subdomain', async (c) => {
    const script = findScript(file, c.req.param('script'));
    script.subdomain = await readJson(c, Subdomain);
    file.save();
    return c.json(toAnswer(script.subdomain));
  });

  app.get('/workers/scripts/:script/settings', (c) => {
    const script = findScript(file, c.req.param('script'));
    const ids = sharesOf(script).map(({ version_id }) => version_id);
    const version = script.versions.findLast(({ id }) => ids.includes(id));
    return c.json(
      toAnswer({
        ...script.settings,
        bindings: version?.bindings.map(hideSecret) ?? [],
        compatibility_date: version?.compatibilityDate,
        compatibility_flags: version?.compatibilityFlags ?? [],
        usage_model: 'standard',
        ...(script.migrationTag ? { migration_tag: script.migrationTag } : {}),
      }),
    );
  });

  app.patch('/workers/scripts/:script/script-settings', async (c) => {
    const script = findScript(file, c.req.param('script'));
    Object.assign(script.settings, await readJson(c, v.looseObject({})));
    file.save();
    return c.json(toAnswer(script.settings));
  });

  app.get('/workers/scripts/:script/references', (c) =>
    c.json(toAnswer({ services: { incoming: [], outgoing: [] } })),
  );
  app.get('/workers/tails/by-consumer/:script', (c) => c.json(toAnswer([])));
  app.get('/workers/durable_objects/namespaces', (c) => c.json(toAnswer([])));

  const remove = (name: string) => {
    findScript(file, name);
    const bound = Object.values(file.account.scripts).filter(
      (other) =>
        other.name !== name &&
        other.versions.at(-1)?.bindings.some(({ type, service }) => type === 'service' && service === name),
    );
    if (bound.length > 0)
      throw new ApiError(
        400,
        10064,
        `This Worker is bound to by ${bound.map((other) => other.name).join(', ')} and cannot be deleted.`,
      );
    delete file.account.scripts[name];
    for (const queue of file.account.queues)
      queue.consumers = queue.consumers.filter(({ script }) => script !== name);
    file.account.workflows = file.account.workflows.filter(({ script_name }) => script_name !== name);
    file.save();
    runtime.change();
  };
  for (const path of ['/workers/services/:script', '/workers/scripts/:script'] as const)
    app.delete(path, (c) => {
      remove(c.req.param('script'));
      return c.json(toAnswer(null));
    });
}
