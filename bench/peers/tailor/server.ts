import { type BenchSlice, fragments, slices } from '../../fragments.ts';
import { listen } from '../listen.ts';
import { serveTemplate } from './serve-template.ts';

await serveTemplate(await Promise.all(slices.map(startFragment)));

function startFragment(slice: BenchSlice): Promise<string> {
  return listen((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(fragments[slice]);
  });
}
