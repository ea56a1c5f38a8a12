import { defaultTopology, topologies } from './topologies.ts';

/** The part of a command's help that is about topologies. */
export const topologyHelp = `  --topology <name>  which tiers share a worker: ${Object.keys(topologies).join(' or ')}; ${defaultTopology} where left out`;

/**
 * The topology that the command line names, else the variable TOPOLOGY, else the default. Ends the command with a sentence where
 * there is none of that name.
 */
export function readTopology(): string {
  const at = process.argv.indexOf(flag);
  const name = at === -1 ? (process.env.TOPOLOGY ?? defaultTopology) : process.argv[at + 1];
  if (name !== undefined && Object.hasOwn(topologies, name)) return name;
  console.error(
    `${name ? `There is no topology ${name}` : `${flag} wants a name`}. There are: ${Object.keys(topologies).join(', ')}.`,
  );
  process.exit(2);
}

/** The arguments that are not about the topology. */
export function namesAmong(args: string[]): string[] {
  return args.filter((arg, index) => arg !== flag && args[index - 1] !== flag);
}

const flag = '--topology';
