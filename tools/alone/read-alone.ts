import { fail } from '../command/fail.ts';
import { listSlices, toUnknownSlice } from '../release/list-slices.ts';
import { readTopology } from '../topology/read-topology.ts';
import { defaultTopology } from '../topology/topologies.ts';

/** The slices that `bun run dev` runs alone, and the deployed shop around them. */
export type Alone = { slices: string[] /** Undefined for a playground. */; upstream: string | undefined };

/** The part of a help text about slices that run alone. */
export const aloneHelp = `With names of slices, only their faces and services run here.

Without --upstream, the address shows their playground: each fragment alone with its parameters, in each state, language and width. It has
the services that the slices call, with 500 products.

With --upstream, everything else comes from a deployed shop, in your browser alone: pages, fragments, forms, cookies, scripts and
pictures. The deployed shop is not changed by the slices that run here. If you are logged in there, you are that member here, too.

  --upstream <url>  the deployed shop, such as https://jogakbo.example; or the link that bun run preview prints. A slice that reads services
                    of other slices needs such a link: only its holder may read them

The slices have stores of their own, in .wrangler/playground and .wrangler/alone.`;

/** What is wrong with the arguments, in a sentence. */
type Refused = { refused: string };

/** Reads which slices run alone. It ends the command with a message if they cannot. */
export async function readAlone(names: string[], upstream: string | undefined): Promise<Alone | undefined> {
  const alone = toAlone({ names, upstream, topology: readTopology() }, await listSlices(defaultTopology));
  return alone && 'refused' in alone ? fail(alone.refused, 2) : alone;
}

/**
 * @param slices the names of the workers of each slice
 * @returns undefined if no slice is named, so that the whole shop runs
 */
export function toAlone(
  { names, upstream, topology }: { names: string[]; upstream?: string | undefined; topology: string },
  slices: Record<string, string[]>,
): Alone | Refused | undefined {
  if (names.length === 0 && upstream === undefined) return undefined;
  const unknown = names.find((name) => !Object.hasOwn(slices, name));
  if (names.length === 0 || unknown !== undefined) return { refused: toUnknownSlice(unknown ?? '', slices) };
  if (topology !== defaultTopology)
    return { refused: 'A slice runs alone as a face and a service only: leave out the topology.' };
  const faceless = names.find((name) => slices[name]?.length === 1);
  if (faceless)
    return { refused: `${faceless} has no face, so no page shows it. Name a slice with a frontend.` };
  return { slices: [...new Set(names)], upstream };
}
