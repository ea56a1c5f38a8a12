import Layout from '@podium/layout';
import express from 'express';
import { announce, listen } from '../listen.ts';

/**
 * Serves a page of podlets, and announces its address.
 *
 * @param servers the address of each podlet, by its name
 */
export async function serveLayout(servers: Record<string, string>): Promise<void> {
  const layout = new Layout({ name: 'bench', pathname: '/' });
  const podlets = Object.entries(servers).map(([name, address]) =>
    layout.client.register({ name, uri: `${address}/manifest.json` }),
  );

  const app = express();
  app.use(layout.middleware());
  app.get(layout.pathname(), async (_, response) => {
    const incoming = response.locals.podium;
    const parts = await Promise.all(podlets.map((podlet) => podlet.fetch(incoming)));
    incoming.podlets = parts;
    incoming.view.title = 'Bench';
    response.podiumSend(parts.map(String).join(''));
  });

  announce(await listen(app));
}
