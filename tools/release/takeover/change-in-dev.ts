import type { ReleaseMap } from '@jogakbo/contracts/release-map';
import type { Keys } from '@jogakbo/edge/create-keys';
import { openReleaseMap, sealReleaseMap } from '@jogakbo/edge/seal-release-map';
import { ReleaseError } from '../release-log.ts';
import { planTakeover, type TakeoverCommand, toTakeoverText } from './plan-takeover.ts';

type Options = {
  /** The address of the shop. */
  url: string;
  /** The folder of its data, which has its keys. */
  state: string;
  command: TakeoverCommand;
  by: string;
  why: string;
  now(): Date;
  say(line: string): void;
};

/**
 * Changes what the shop of `bun run dev` has taken over. The shop there has no account and no record of releases, so its own route takes the map.
 *
 * @throws ReleaseError with a sentence for the terminal
 */
export async function changeInDev({ url, state, command, by, why, now, say }: Options): Promise<void> {
  const keys = await readKeys(state);
  const address = `${url.replace(/\/+$/, '')}/_dev/release-map`;
  const map = await readMap();
  const plan = planTakeover({ now: map.takeover, command, about: { by, why, since: now().toISOString() } });
  if (!plan.ok) throw new ReleaseError(plan.reason);
  const { takeover } = plan;
  const next = await sealReleaseMap({ ...map, number: map.number + 1, takeover }, keys.own.shell as string);
  await ask({
    method: 'PUT',
    body: JSON.stringify({ map: next }),
    headers: { 'content-type': 'application/json' },
  });
  say(`Taken over now: ${toTakeoverText(takeover)}.`);

  async function readMap(): Promise<ReleaseMap> {
    const { map } = (await (await ask()).json()) as { map: string | null };
    // A map of an earlier key counts for nobody.
    return (map && (await openReleaseMap(map, keys.all))) || { number: 0, slices: {} };
  }

  async function ask(init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(address, init).catch(() => undefined);
    if (!answer) throw new ReleaseError(`The shop cannot be reached at ${url}. Start it with bun run dev.`);
    if (answer.ok) return answer;
    if (answer.status === 404)
      throw new ReleaseError(`${url} is no shop of bun run dev. Leave out --url for a deployed shop.`);
    const { detail } = (await answer.json().catch(() => ({}))) as { detail?: string };
    throw new ReleaseError(detail ?? `The shop refused the release map (${answer.status}).`);
  }
}

async function readKeys(state: string): Promise<Keys> {
  const file = Bun.file(`${state}/keys.json`);
  if (await file.exists()) return (await file.json()) as Keys;
  throw new ReleaseError(`There are no keys in ${state}. Start the shop with bun run dev in this folder.`);
}
