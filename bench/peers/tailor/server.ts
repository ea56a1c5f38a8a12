import Tailor from 'node-tailor';
import { type BenchSlice, closing, fragments, opening, slices } from '../../fragments.ts';
import { announce, listen } from '../listen.ts';

type Parse = (template: string) => Promise<unknown>;

const urls = await Promise.all(slices.map(startFragment));
const template = opening + urls.map((url) => `<fragment src="${url}/"></fragment>`).join('') + closing;
let parsed: Promise<unknown> | undefined;

// By default, Tailor reads and parses a file for every page. Its README allows a function that keeps the result.
const fetchTemplate = (_: unknown, parse: Parse) => {
  parsed ??= parse(template);
  return parsed;
};
// Tailor's types have other parameters than its code and its README.
const tailor = new Tailor({ fetchTemplate: fetchTemplate as never });

announce(await listen(tailor.requestHandler));

function startFragment(slice: BenchSlice): Promise<string> {
  return listen((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(fragments[slice]);
  });
}
