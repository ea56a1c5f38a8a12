import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Deployment, Script, Share } from '../account.ts';
import { ApiError, toAnswer } from '../api-error.ts';
import { runningVersionsOf } from '../read-options.ts';
import type { Cloud } from './cloud.ts';
import { findScript } from './find-script.ts';
import { readJson } from './read-json.ts';

const Input = v.object({
  strategy: v.literal('percentage'),
  versions: v.pipe(
    v.array(
      v.object({ version_id: v.string(), percentage: v.pipe(v.number(), v.minValue(0), v.maxValue(100)) }),
    ),
    v.minLength(1),
    v.maxLength(2, 'A deployment has at most two versions.'),
    v.check(
      (versions) => Math.abs(versions.reduce((sum, { percentage }) => sum + percentage, 0) - 100) < 0.001,
      'The percentages of a deployment must be 100 together.',
    ),
  ),
  annotations: v.optional(v.record(v.string(), v.nullish(v.string())), {}),
});

/** Which versions of a script serve, and with which shares. */
export function addDeployments(app: Hono, { file, runtime, now }: Cloud): void {
  app.get('/workers/scripts/:script/deployments', (c) => {
    const script = findScript(file, c.req.param('script'));
    return c.json(toAnswer({ deployments: script.deployments.toReversed().map(toDeployment) }));
  });

  app.post('/workers/scripts/:script/deployments', async (c) => {
    const script = findScript(file, c.req.param('script'));
    const { versions, annotations } = await readJson(c, Input);
    const unknown = versions.find(({ version_id }) => !script.versions.some(({ id }) => id === version_id));
    if (unknown) throw new ApiError(404, 10222, `The version ${unknown.version_id} does not exist.`);
    const before = runningVersionsOf(script).map(({ id }) => id);
    const deployment = deploy(script, versions, now(), annotations['workers/message'] ?? undefined);
    file.save();
    // The queues, crons and objects of a script follow its main version, so those scripts are started again.
    const inMemory = isSimple(script) && versions.every(({ version_id }) => before.includes(version_id));
    if (inMemory) await runtime.share();
    else runtime.change();
    return c.json(toAnswer(toDeployment(deployment)));
  });

  function isSimple({ name, classes }: Script): boolean {
    const consumes = file.account.queues.some(({ consumers }) =>
      consumers.some(({ script }) => script === name),
    );
    return Object.keys(classes).length === 0 && !consumes;
  }
}

/** Makes a new deployment the current one. */
export function deploy(script: Script, versions: Share[], now: Date, message?: string): Deployment {
  const deployment: Deployment = {
    ...{ id: randomUUID(), created: now.toISOString(), source: 'wrangler', versions },
    annotations: { 'workers/triggered_by': 'deployment', ...(message ? { 'workers/message': message } : {}) },
  };
  script.deployments.push(deployment);
  script.deployments.splice(0, script.deployments.length - keptDeployments);
  return deployment;
}

const keptDeployments = 10;

function toDeployment({ id, created, source, versions, annotations }: Deployment) {
  return {
    ...{ id, source, versions, annotations, strategy: 'percentage', created_on: created },
    author_email: 'rehearsal@localhost',
  };
}
