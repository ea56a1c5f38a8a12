import { startHttp } from './targets/start-http.ts';
import { startPeer } from './targets/start-peer.ts';
import { startShop } from './targets/start-shop.ts';
import { startWorkerd } from './targets/start-workerd.ts';

const starts = {
  workerd: startWorkerd,
  shop: startShop,
  podium: () => startPeer('podium'),
  tailor: () => startPeer('tailor'),
  httpOnNode: () => startHttp('node'),
  httpOnBun: () => startHttp('bun'),
};

type Starts = typeof starts;
export type Systems = { [Name in keyof Starts]: () => ReturnType<Starts[Name]> };

/** Opens the compared systems. Each is started at its first use and closed at the end. */
export function openSystems(progress: (line: string) => void): Systems & { close: () => Promise<void> } {
  const started = new Map<string, Promise<{ close: () => Promise<void> }>>();
  const once = (name: keyof Starts) => () => {
    let system = started.get(name);
    if (!system) {
      progress(`starting ${name}`);
      system = starts[name]();
      started.set(name, system);
    }
    return system;
  };
  return {
    ...(Object.fromEntries(
      (Object.keys(starts) as (keyof Starts)[]).map((name) => [name, once(name)]),
    ) as Systems),
    async close() {
      await Promise.allSettled([...started.values()].map(async (system) => (await system).close()));
    },
  };
}
