import type { Hono } from 'hono';
import { type Script, sharesOf, type Version } from '../account.ts';
import { ApiError, toAnswer } from '../api-error.ts';
import { storeVersion } from '../store-version.ts';
import { deploy } from './add-deployments.ts';
import type { Cloud } from './cloud.ts';
import { findScript, openScript } from './find-script.ts';
import { readUpload } from './read-upload.ts';

/** Uploading code, and the versions that uploads make. */
export function addVersions(app: Hono, { file, runtime, now }: Cloud): void {
  // The first upload of a worker, and each upload that changes Durable Objects: code and deployment in one request.
  app.put('/workers/scripts/:script', async (c) => {
    const upload = await readUpload(c);
    const known = file.account.scripts[c.req.param('script')];
    const script = openScript(file, c.req.param('script'), now());
    const version = await storeVersion({ file, script, upload, source: 'wrangler', now: now() }).catch(
      (error) => {
        if (!known) delete file.account.scripts[script.name];
        throw error;
      },
    );
    deploy(script, [{ version_id: version.id, percentage: 100 }], now());
    file.save();
    runtime.change();
    return c.json(toAnswer({ ...toScript(script), deployment_id: version.id, startup_time_ms: 1 }));
  });

  app.post('/workers/scripts/:script/versions', async (c) => {
    const script = findScript(file, c.req.param('script'));
    const upload = await readUpload(c);
    if (upload.metadata.migrations)
      throw new ApiError(
        400,
        10211,
        'Version upload failed. Migrations must be fully applied by running `wrangler deploy` first.',
      );
    const version = await storeVersion({ file, script, upload, source: 'wrangler', now: now() });
    file.save();
    runtime.change();
    return c.json(toAnswer({ ...toVersion(script, version), startup_time_ms: 1 }));
  });

  app.get('/workers/scripts/:script/versions', (c) => {
    const script = findScript(file, c.req.param('script'));
    const items = script.versions.toReversed().map((version) => toVersion(script, version));
    const info = {
      page: 1,
      per_page: items.length,
      count: items.length,
      total_count: items.length,
      total_pages: 1,
    };
    return c.json(toAnswer({ items }, info));
  });

  app.get('/workers/scripts/:script/versions/:version', (c) => {
    const script = findScript(file, c.req.param('script'));
    const version = script.versions.find(({ id }) => id === c.req.param('version'));
    if (!version) throw new ApiError(404, 10222, 'The version does not exist.');
    return c.json(toAnswer(toVersion(script, version)));
  });

  app.get('/workers/workers/:script/versions/latest', (c) => {
    const script = findScript(file, c.req.param('script'));
    const version = script.versions.at(-1);
    if (!version) throw new ApiError(404, 10222, 'The Worker has no version.');
    return c.json(toAnswer(toVersion(script, version)));
  });
}

/** A script as the API describes it. */
export function toScript({ name, tag, created, migrationTag, deployments }: Script) {
  return {
    ...{ id: name, tag, etag: tag, created_on: created, modified_on: deployments.at(-1)?.created ?? created },
    ...(migrationTag ? { migration_tag: migrationTag } : {}),
  };
}

function toVersion(script: Script, version: Version) {
  const { id, number, created, source, annotations, bindings, compatibilityDate, compatibilityFlags } =
    version;
  return {
    ...{ id, number, annotations },
    metadata: {
      ...{ created_on: created, modified_on: created, source, author_id: 'user' },
      author_email: 'rehearsal@localhost',
      hasPreview: false,
      has_preview: false,
    },
    resources: {
      bindings: bindings.map(hideSecret),
      script: { etag: id, handlers: ['fetch'], last_deployed_from: source },
      script_runtime: {
        ...{
          compatibility_date: compatibilityDate,
          compatibility_flags: compatibilityFlags,
          usage_model: 'standard',
        },
        ...(version.migrationTag ? { migration_tag: version.migrationTag } : {}),
      },
    },
    deployed: sharesOf(script).some(({ version_id }) => version_id === id),
  };
}

/** The API never gives a secret back. */
export function hideSecret(binding: Version['bindings'][number]) {
  if (binding.type !== 'secret_text') return binding;
  const { text: _, ...shown } = binding;
  return shown;
}
