import { defaultTopology, topologies } from './topologies.ts';

/** The option that {@link readTopology} reads, and its lines in a help text. */
export const topologyOption = { topology: { type: 'string' } } as const;
export const topologyHelp = `  --topology <name>  which tiers share a worker: ${Object.keys(topologies).join(', ')};
                     ${defaultTopology} where left out`;

/**
 * Reads the topology from the command line, else from the variable TOPOLOGY, else the default. For an unknown name, it ends the command
 * with a message.
 */
export function readTopology(): string {
  const at = process.argv.indexOf(flag);
  const name = at === -1 ? (process.env.TOPOLOGY ?? defaultTopology) : process.argv[at + 1];
  if (name !== undefined && Object.hasOwn(topologies, name)) return name;
  console.error(
    `${name ? `There is no topology ${name}` : `${flag} needs a name`}. There are: ${Object.keys(topologies).join(', ')}.`,
  );
  process.exit(2);
}

/** Returns the arguments without the topology, for a command that hands its own flags on. */
export function namesAmong(args: string[]): string[] {
  return args.filter((arg, index) => arg !== flag && args[index - 1] !== flag);
}

const flag = '--topology';
