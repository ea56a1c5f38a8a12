import * as v from 'valibot';
import type { AccountState } from './account-state.ts';
import type { Cloudflare } from './cloudflare.ts';
import type { DeployConfig } from './to-deployed-config.ts';

const Schedules = v.object({ schedules: v.array(v.object({ cron: v.string() })) });
const Subdomain = v.object({ enabled: v.boolean() });

/**
 * Says whether everything that starts a worker is set: crons, queues, Workflows and its address. wrangler sets them after the upload, so
 * an interrupted deploy may lack them.
 */
export async function hasTriggers(
  cloudflare: Cloudflare,
  state: AccountState,
  config: DeployConfig,
): Promise<boolean> {
  const { name, queues, workflows = [], workers_dev } = config;
  const consumes = (queues?.consumers ?? []).every(({ queue }) => state.consumers[queue]?.includes(name));
  if (!consumes || !workflows.every((workflow) => state.workflows.has(workflow.name))) return false;
  const { crons = [] } = (config.triggers ?? {}) as { crons?: string[] };
  if (crons.length > 0) {
    const set = await cloudflare.find(`/workers/scripts/${name}/schedules`, Schedules);
    if (!crons.every((cron) => set?.schedules.some((schedule) => schedule.cron === cron))) return false;
  }
  if (workers_dev !== true) return true;
  return (await cloudflare.find(`/workers/scripts/${name}/subdomain`, Subdomain))?.enabled ?? false;
}
