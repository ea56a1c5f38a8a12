import { expect, test } from 'bun:test';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listWorkers, root } from '../../tools/workers.ts';

const workers = await listWorkers();

test.each(workers.map((worker) => [worker.name, worker] as const))(
  'wrangler deploy --dry-run builds and accepts %s',
  async (_, worker) => {
    await rm(join(worker.directory, 'dist'), { recursive: true, force: true });
    const { code, output } = await run(['bunx', 'wrangler', 'deploy', '--dry-run'], dirname(worker.config));
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('--dry-run: exiting now.');
  },
);

test('bun run deploy deploys a slice in the order service, BFF, frontend', async () => {
  const { code, output } = await run(['bun', 'tools/deploy.ts', 'pricing', '--dry-run'], root);
  expect({ code, output }).toMatchObject({ code: 0 });
  const order = [...output.matchAll(/^\[\d\/3\] (\S+)$/gm)].map(([, name]) => name);
  expect(order).toEqual(['pricing-service', 'pricing-bff', 'pricing-frontend']);
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
