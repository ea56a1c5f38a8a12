import Layout from '@podium/layout';
import express from 'express';
import { slices } from '../../fragments.ts';
import { announce, listen } from '../listen.ts';

const urls = JSON.parse(process.argv[2] as string) as string[];
const layout = new Layout({ name: 'bench', pathname: '/' });
const podlets = slices.map((name, index) =>
  layout.client.register({ name, uri: `${urls[index]}/manifest.json` }),
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

announce([(await listen(app)).url]);
