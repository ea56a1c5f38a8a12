import { openCloud } from '../../tests/open-cloud.helper.ts';

/** The topologies that can be deployed to Cloudflare, with the folders of pricing whose workers its team deploys there. */
const deployed = {
  faces: ['services/pricing', 'frontends/pricing'],
  tiers: ['services/pricing', 'bff/pricing', 'frontends/pricing'],
};

type Cloud = Awaited<ReturnType<typeof openCloud>>;

/**
 * Deploys the slice pricing with wrangler to a local Cloudflare, where it is deployed already.
 *
 * @param use closes a cloud after its use
 * @returns the seconds until the last worker is deployed, by topology
 */
export async function measureDeploys(
  progress: (line: string) => void,
  use: (cloud: Cloud, work: (cloud: Cloud) => Promise<number>) => Promise<number>,
): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  for (const [topology, folders] of Object.entries(deployed)) {
    progress(`${topology}: deploying pricing and the workers that it calls`);
    const took = await use(await openCloud(), async (cloud) => {
      const run = async (args: string[], cwd?: string) => {
        const { code, output } = await cloud.run([...args, '--topology', topology], cwd);
        if (code !== 0) throw new Error(`${args.join(' ')} failed: ${output}`);
      };
      await run(['tools/deploy.ts', 'pricing', '--secrets', cloud.secrets]);
      const began = performance.now();
      for (const folder of folders) await run(['../../tools/wrangler.ts', 'deploy'], folder);
      return (performance.now() - began) / 1_000;
    });
    progress(`${topology}: pricing is deployed again in ${took.toFixed(1)} s`);
    seconds[topology] = took;
  }
  return seconds;
}
