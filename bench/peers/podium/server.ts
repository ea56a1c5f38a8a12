import Layout from '@podium/layout';
import Podlet from '@podium/podlet';
import express from 'express';
import { type BenchSlice, fragments, slices } from '../../fragments.ts';
import { announce, listen } from '../listen.ts';

const layout = new Layout({ name: 'bench', pathname: '/' });
const podlets = await Promise.all(
  slices.map(async (name) =>
    layout.client.register({ name, uri: `${await startPodlet(name)}/manifest.json` }),
  ),
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

async function startPodlet(slice: BenchSlice): Promise<string> {
  const podlet = new Podlet({ name: slice, version: '1.0.0', pathname: '/' });
  const app = express();
  app.use(podlet.middleware());
  app.get(podlet.manifest(), (_, response) => {
    response.json(podlet);
  });
  app.get(podlet.content(), (_, response) => {
    response.podiumSend(fragments[slice]);
  });
  return listen(app);
}
