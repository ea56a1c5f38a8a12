import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { plugin } from 'bun';
import { buildRemote } from '../islands/build-remote.ts';
import { createCheckout } from './checkout/server.ts';
import { solidPlugin } from './decide/solid-plugin.ts';
import { explore } from './explore/server.ts';
import { createStore, type Teams } from './host/create-store.ts';

/** Starts the servers of the three teams on free ports. */
export async function startTeams(): Promise<{ teams: Teams; stop: () => void }> {
  plugin(solidPlugin);
  const { decide } = await import('./decide/server.tsx');
  const island = `${import.meta.dir}/checkout/islands/add-to-cart.ts`;
  const checkout = createCheckout(await buildRemote({ 'add-to-cart': island })).listen(0, '127.0.0.1');
  await once(checkout, 'listening');
  const { port } = checkout.address() as AddressInfo;
  const local = { hostname: '127.0.0.1', port: 0 };
  const servers = [Bun.serve({ ...local, fetch: explore }), Bun.serve({ ...local, fetch: decide.fetch })];
  const [first, second] = servers.map((server) => `http://127.0.0.1:${server.port}`) as [string, string];
  return {
    teams: { explore: first, decide: second, checkout: `http://127.0.0.1:${port}` },
    stop: () => {
      for (const server of servers) server.stop(true);
      checkout.close();
      checkout.closeAllConnections();
    },
  };
}

if (import.meta.main) {
  const { teams } = await startTeams();
  const store = createStore(teams);
  const port = Number(process.env.PORT ?? 0);
  const server = Bun.serve({ hostname: '127.0.0.1', port, fetch: (request) => store.handle(request) });
  console.log(`http://localhost:${server.port}`);
}
