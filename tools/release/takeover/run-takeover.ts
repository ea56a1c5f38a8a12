import { openReleaseLog, ReleaseError } from '../release-log.ts';
import { openStores, type ReleaseOptions } from '../run-release.ts';
import { planTakeover, type TakeoverCommand, toTakeoverText } from './plan-takeover.ts';

type Options = Omit<ReleaseOptions, 'slice' | 'workers' | 'command'> & { command: TakeoverCommand };

/**
 * Changes what the shop has taken over. Nothing is deployed, so it is a change of the map alone.
 *
 * @throws ReleaseError or CloudflareError with a sentence for the terminal
 */
export async function runTakeover(options: Options): Promise<void> {
  const { cloudflare, command, keys, by, why, now, say } = options;
  const log = openReleaseLog({ ...(await openStores(options)), cloudflare, keys, now });
  const map = await log.read();
  const about = { by, why, since: now().toISOString() };
  const plan = planTakeover({ now: map.takeover, command, about });
  if (!plan.ok) throw new ReleaseError(plan.reason);
  const { takeover } = plan;
  const text = command.kind === 'rollback' ? '--rollback' : [...command.routes, ...command.parts].join(' ');
  const record = { slice: 'legacy', by, why, command: text };
  const number = await log.change(map.slices, { before: map.number, takeover, ...record });
  say(`Taken over now: ${toTakeoverText(takeover)}.`);
  say(`The release map ${number} is published. Visitors follow it within five seconds.`);
}
