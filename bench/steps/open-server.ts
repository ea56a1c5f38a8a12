import { startServer } from '../../tests/start-server.helper.ts';
import { openTopology } from './open-topology.ts';
import type { OpenedStep } from './step.ts';

/**
 * Starts the shell and the faces as one Bun program, with the services in workerd.
 *
 * @param counting whether invocations of services are counted
 */
export async function openServer(counting: boolean): Promise<OpenedStep> {
  const services = await openTopology('faces', counting, { servicesPort: 0 });
  const start = () => startServer(services.server as Record<string, string>, undefined, () => {});
  let program = await start();
  const countSoFar = async () => {
    const counts = await services.readCounts();
    const outside = counts.filter(({ path }) => !path.startsWith('/_dev'));
    return outside.reduce((sum, { invocations }) => sum + invocations, 0);
  };
  return {
    ...services,
    get url() {
      return program.url;
    },
    pids: () => [program.pid, ...services.pids()],
    forget: async () => void (await fetch(`${program.url}/_dev/faults`, { method: 'DELETE' })),
    async countInvocations(path) {
      const before = await countSoFar();
      await (await fetch(program.url + path)).text();
      return 1 + (await countSoFar()) - before;
    },
    async restart() {
      await program.close();
      program = await start();
      await (await fetch(program.url)).text();
    },
    async close() {
      await program.close();
      await services.close();
    },
  };
}
