import { tiersOf, toServiceName, type Worker } from '../workers.ts';

/**
 * Says why a topology cannot be deployed; undefined if it can.
 *
 * @param workers the workers of the topology
 */
export function refuseDeploy(topology: string, workers: Worker[]): string | undefined {
  const joined = workers.find(({ kind }) => kind === 'joined');
  if (!joined) return undefined;
  if (tiersOf(joined).every(({ kind }) => kind !== 'service'))
    return `The topology ${topology} is a program for a machine of your own. Start it with bun run serve; deploy faces or tiers.`;
  return `The topology ${topology} runs on a developer's machine only: on Cloudflare, a Durable Object belongs to the worker with its class, and \
${toServiceName(joined)} would start with empty ones. Deploy faces or tiers.`;
}
