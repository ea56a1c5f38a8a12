import { findNode } from '../targets/find-node.ts';

export type Load = {
  url: string;
  headers: Record<string, string>;
  seconds: number;
  /** The size of the body of a complete page, in bytes. */
  size: number;
  /** The number of open connections. Each sends its next request when it has an answer. */
  connections: number;
};
/** The result: complete pages, `broken` pages of another size or status, connections that `failed`, latencies in milliseconds. */
export type Outcome = {
  pages: number;
  broken: number;
  failed: number;
  seconds: number;
  p50: number;
  p99: number;
};

const wrk = Bun.which('wrk');
export const loadTool = wrk ? 'wrk' : 'autocannon';

/** Requests one URL as fast as it is answered, for a number of seconds, from a process of its own. */
export async function generateLoad(load: Load): Promise<Outcome> {
  if (new URL(load.url).hostname !== '127.0.0.1') throw new Error(`${load.url} is not on this machine`);
  return wrk
    ? fromWrk(await run(wrkCommand(wrk, load)))
    : fromAutocannon(await run(autocannonCommand(load)), load);
}

async function run(command: string[]): Promise<string> {
  const child = Bun.spawn(command, { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' });
  const stop = () => child.kill();
  process.once('exit', stop);
  const [output, complaint, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]).finally(() => process.off('exit', stop));
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}: ${complaint}${output}`);
  return output;
}

function wrkCommand(path: string, { url, headers, seconds, size, connections }: Load): string[] {
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const limits = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s'];
  return [path, ...limits, '-s', `${import.meta.dir}/report.lua`, ...sent, url, '--', `${size}`];
}

function fromWrk(output: string): Outcome {
  const report = output.match(/^report (\{.*\})$/m)?.[1];
  if (!report) throw new Error(`wrk gave no report: ${output}`);
  const { microseconds, p50, p99, ...counts } = JSON.parse(report) as Outcome & { microseconds: number };
  return { ...counts, seconds: microseconds / 1e6, p50: p50 / 1_000, p99: p99 / 1_000 };
}

function autocannonCommand({ url, headers, seconds, connections }: Load): string[] {
  const cli = Bun.resolveSync('autocannon', import.meta.dir);
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  return [findNode(), cli, '-j', '-n', '-c', `${connections}`, '-d', `${seconds}`, '-t', '10', ...sent, url];
}

function fromAutocannon(output: string, { size }: Load): Outcome {
  const { requests, throughput, errors, timeouts, non2xx, duration, latency } = JSON.parse(output);
  return {
    pages: requests.total,
    // autocannon only reports the sum of all sizes. Pages that do not fit into that sum were not complete.
    broken: non2xx + Math.max(0, Math.ceil(requests.total - throughput.total / Math.max(1, size))),
    failed: errors + timeouts,
    seconds: duration,
    p50: latency.p50,
    p99: latency.p99,
  };
}
