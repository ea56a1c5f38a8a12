import { findNode } from '../targets/find-node.ts';

export type Load = { url: string; headers: Record<string, string>; seconds: number };
/** What came back: `bytes` with headers, latencies in milliseconds. */
export type Outcome = {
  pages: number;
  bytes: number;
  seconds: number;
  failed: number;
  p50: number;
  p99: number;
};

/** Open connections, each of which asks again as soon as it is answered. */
export const connections = 32;

const wrk = Bun.which('wrk');
export const loadTool = wrk ? 'wrk' : 'autocannon';

/** Asks for one URL as fast as it is answered, for so many seconds, from a process of its own. */
export async function generateLoad(load: Load): Promise<Outcome> {
  if (new URL(load.url).hostname !== '127.0.0.1') throw new Error(`${load.url} is not on this machine`);
  return wrk ? fromWrk(await run(wrkCommand(wrk, load))) : fromAutocannon(await run(autocannonCommand(load)));
}

async function run(command: string[]): Promise<string> {
  const child = Bun.spawn(command, { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' });
  const [output, complaint, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}: ${complaint}${output}`);
  return output;
}

function wrkCommand(path: string, { url, headers, seconds }: Load): string[] {
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const script = `${import.meta.dir}/report.lua`;
  return [path, '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, ...sent, url];
}

function fromWrk(output: string): Outcome {
  const report = output.match(/^report (\{.*\})$/m)?.[1];
  if (!report) throw new Error(`wrk gave no report: ${output}`);
  const { pages, bytes, microseconds, failed, p50, p99 } = JSON.parse(report) as Record<string, number>;
  return {
    pages: pages as number,
    bytes: bytes as number,
    seconds: (microseconds as number) / 1e6,
    failed: failed as number,
    p50: (p50 as number) / 1_000,
    p99: (p99 as number) / 1_000,
  };
}

function autocannonCommand({ url, headers, seconds }: Load): string[] {
  const cli = Bun.resolveSync('autocannon', import.meta.dir);
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  return [findNode(), cli, '-j', '-n', '-c', `${connections}`, '-d', `${seconds}`, '-t', '10', ...sent, url];
}

function fromAutocannon(output: string): Outcome {
  const report = JSON.parse(output);
  return {
    pages: report.requests.total,
    bytes: report.throughput.total,
    seconds: report.duration,
    failed: report.errors + report.timeouts + report.non2xx,
    p50: report.latency.p50,
    p99: report.latency.p99,
  };
}
