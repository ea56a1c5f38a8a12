import { type BenchSlice, fragments, slices } from '../../fragments.ts';
import { announce, listen } from '../listen.ts';

announce(await Promise.all(slices.map(startFragment)));

async function startFragment(slice: BenchSlice): Promise<string> {
  const { url } = await listen((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(fragments[slice]);
  });
  return url;
}
