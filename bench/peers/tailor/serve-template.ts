import Tailor from 'node-tailor';
import { closing, opening } from '../../fragments.ts';
import { announce, listen } from '../listen.ts';

type Parse = (template: string) => Promise<unknown>;

/** Serves a page with a fragment of each address, and announces its own address. */
export async function serveTemplate(addresses: string[]): Promise<void> {
  const tags = addresses.map((address) => `<fragment src="${address}/"></fragment>`);
  const template = opening + tags.join('') + closing;
  let parsed: Promise<unknown> | undefined;

  // By default, Tailor reads and parses a file for every page. Its README allows a function that keeps the result.
  const fetchTemplate = (_: unknown, parse: Parse) => {
    parsed ??= parse(template);
    return parsed;
  };
  // Tailor's types have other parameters than its code and its README.
  const tailor = new Tailor({ fetchTemplate: fetchTemplate as never });

  announce(await listen(tailor.requestHandler));
}
