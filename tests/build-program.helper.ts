import { buildServer, type ServedTopology } from '../tools/serve/build-server.ts';

const built = new Map<ServedTopology, Promise<string>>();

/** Builds the program of `bun run serve`, once in a process. @returns its path */
export async function buildProgram(topology: ServedTopology = 'server'): Promise<string> {
  const prepared = process.env[toVariable(topology)];
  if (prepared) return prepared;
  const building = built.get(topology) ?? buildServer(topology);
  built.set(topology, building);
  return building;
}

/** Builds a program. @returns the variables that let processes of tests use it without a build of their own */
export async function prepareProgram(topology: ServedTopology): Promise<Record<string, string>> {
  return { [toVariable(topology)]: await buildServer(topology) };
}

function toVariable(topology: ServedTopology): string {
  return `PROGRAM_${topology.toUpperCase()}`;
}
