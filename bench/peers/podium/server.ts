import Podlet from '@podium/podlet';
import express from 'express';
import { type BenchSlice, fragments, slices } from '../../fragments.ts';
import { listen } from '../listen.ts';
import { serveLayout } from './serve-layout.ts';

const started = slices.map(async (name) => [name, await startPodlet(name)] as const);
await serveLayout(Object.fromEntries(await Promise.all(started)));

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
