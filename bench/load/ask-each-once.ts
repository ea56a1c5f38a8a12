import type { Answer, Phase } from './offer-load.ts';

/** The paths to request, each once, by clients that wait for their answers or at fixed rates. */
export type Plan = {
  origin: string;
  paths: string[];
  /** Milliseconds after which a client gives up. */
  timeout: number;
  clients?: { count: number; seconds: number };
  phases?: Phase[];
};

export type Asked = {
  answers: Answer[];
  asked: number;
  /** How many pages show the fallback of a fragment. */
  fallbacks: number;
};

/** Requests pages from a process of its own, over at most a thousand connections. */
export async function askEachOnce(plan: Plan): Promise<Asked> {
  const child = Bun.spawn([process.execPath, `${import.meta.dir}/load-generator.ts`], {
    stdin: new Blob([JSON.stringify(plan)]),
    stdout: 'pipe',
    stderr: 'inherit',
    env: { ...process.env, BUN_CONFIG_MAX_HTTP_REQUESTS: '1000' },
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  const output = await new Response(child.stdout).text().finally(() => process.off('exit', stop));
  if ((await child.exited) !== 0) throw new Error('the load generator failed');
  return JSON.parse(output);
}
