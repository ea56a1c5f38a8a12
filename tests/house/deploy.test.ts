import { expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultTopology } from '../../tools/topology/topologies.ts';
import { writeTopology } from '../../tools/topology/write-topology.ts';
import { root, tiersOf, type Worker } from '../../tools/workers.ts';

const workers = await writeTopology(defaultTopology);
const folderOf = (tier: Worker) => dirname(tier.config);

test.each(workers.map((worker) => [worker.name, worker] as const))(
  'wrangler deploy --dry-run builds and accepts %s',
  async (_, worker) => {
    // The map shows that the worker was built. A shop that runs from this folder does not need it.
    const map = join(worker.directory, 'dist/worker/index.js.map');
    await rm(map, { force: true });
    const { code, output } = await run(
      ['bunx', 'wrangler', 'deploy', '--dry-run'],
      folderOf(tiersOf(worker)[0] as Worker),
    );
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('--dry-run: exiting now.');
    expect(existsSync(map)).toBe(true);
  },
);

test('wrangler deploy in a frontend’s folder takes the face, bound to what its BFF needs', async () => {
  const { output } = await run(['bunx', 'wrangler', 'deploy', '--dry-run'], `${root}/frontends/pricing`);
  expect(output).toContain('env.PRICING_BFF__PRICING (jogakbo-pricing-service)');
  expect(output).not.toContain('env.BFF');
});

test('wrangler deploy in a BFF’s folder says which folder deploys it', async () => {
  const { code, output } = await run(['bunx', 'wrangler', 'deploy', '--dry-run'], `${root}/bff/pricing`);
  expect(code).toBe(2);
  expect(output).toContain(
    'bff/pricing is part of the worker jogakbo-pricing in the topology faces. Run this in frontends/pricing.',
  );
});

test('bun run deploy deploys a slice in the order service, face', async () => {
  const { code, output } = await run(['bun', 'tools/deploy.ts', 'pricing', '--dry-run'], root);
  expect({ code, output }).toMatchObject({ code: 0 });
  const order = [...output.matchAll(/^\[\d\/2\] (\S+)$/gm)].map(([, name]) => name);
  expect(order).toEqual(['pricing-service', 'pricing']);
});

test('bun run deploy names an unknown slice', async () => {
  const { code, output } = await run(['bun', 'tools/deploy.ts', 'prices'], root);
  expect(code).toBe(2);
  expect(output).toContain('No slice is called prices. There are: audit, cart, category,');
});

async function run(command: string[], cwd: string) {
  const child = Bun.spawn(command, {
    cwd,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' },
  });
  const [out, error, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, output: out + error };
}
