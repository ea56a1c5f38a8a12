import Tailor from 'node-tailor';
import { closing, opening } from '../fragments.ts';
import { announce, listen } from '../peers/listen.ts';

type Parse = (template: string) => Promise<unknown>;

const addresses: Record<string, string> = JSON.parse(process.argv[2] as string);
const tags = Object.values(addresses).map((address) => `<fragment src="${address}/"></fragment>`);
let parsed: Promise<unknown> | undefined;

// By default, Tailor reads and parses a file for every page. Its README allows a function that keeps the result.
const fetchTemplate = (_: unknown, parse: Parse) => {
  parsed ??= parse(opening + tags.join('') + closing);
  return parsed;
};
// Tailor's types have other parameters than its code and its README.
const tailor = new Tailor({ fetchTemplate: fetchTemplate as never });

announce(await listen(tailor.requestHandler));
