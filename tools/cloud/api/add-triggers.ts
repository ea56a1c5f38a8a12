import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { ApiError, toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { findScript } from './find-script.ts';
import { readJson } from './read-json.ts';

const Schedules = v.array(
  v.object({
    cron: v.pipe(
      v.string(),
      v.check((cron) => isCron(cron), 'This is no cron expression.'),
    ),
  }),
);
const WorkflowInput = v.object({ script_name: v.string(), class_name: v.string() });

/** What starts a worker besides requests: crons and Workflows. */
export function addTriggers(app: Hono, { file, now }: Cloud): void {
  const { account } = file;

  app.get('/workers/scripts/:script/schedules', (c) => {
    const { schedules } = findScript(file, c.req.param('script'));
    return c.json(toAnswer({ schedules: schedules.map((cron) => ({ cron })) }));
  });

  app.put('/workers/scripts/:script/schedules', async (c) => {
    const script = findScript(file, c.req.param('script'));
    const schedules = await readJson(c, Schedules);
    script.schedules = schedules.map(({ cron }) => cron);
    file.save();
    return c.json(toAnswer({ schedules }));
  });

  app.get('/workflows', (c) => {
    const page = Number(c.req.query('page') ?? 1);
    return c.json(
      toAnswer(page > 1 ? [] : account.workflows, { page, total_count: account.workflows.length }),
    );
  });

  app.get('/workflows/:name', (c) => {
    const found = account.workflows.find(({ name }) => name === c.req.param('name'));
    if (!found) throw new ApiError(404, 10200, 'workflow.not_found');
    return c.json(toAnswer(found));
  });

  app.put('/workflows/:name', async (c) => {
    const input = await readJson(c, WorkflowInput);
    const name = c.req.param('name');
    findScript(file, input.script_name);
    const old = account.workflows.find((workflow) => workflow.name === name);
    const workflow = { id: randomUUID(), created_on: now().toISOString(), ...old, name, ...input };
    account.workflows = [...account.workflows.filter((each) => each !== old), workflow];
    file.save();
    return c.json(toAnswer(workflow));
  });
}

function isCron(cron: string): boolean {
  try {
    return Bun.cron.parse(cron) !== undefined;
  } catch {
    return false;
  }
}
