import { toCommand } from '../tools/serve/to-command.ts';
import { buildProgram } from './build-program.helper.ts';

/**
 * Starts the shell and the faces as one program, as `bun run serve` does, on a free port.
 *
 * @param variables how it calls the services: `server` of a shop that was opened with `servicesPort`
 * @param runtime the path of Bun or Deno
 * @param onLog receives each line that it logs
 */
export async function startServer(
  variables: Record<string, string>,
  runtime: string = process.execPath,
  onLog?: (line: string) => void,
) {
  return startProgram(toCommand(runtime, await buildProgram()), { PORT: '0', ...variables }, onLog);
}

/**
 * Starts a program that `bun run serve` builds, and waits until it is open.
 *
 * @param command the command that runs it
 * @param onLog receives each line that it logs
 * @throws Error with what it has written, if it ends instead
 */
export async function startProgram(
  command: string[],
  variables: Record<string, string>,
  onLog: (line: string) => void = console.error,
) {
  const { PATH = '', HOME = '' } = process.env;
  const child = Bun.spawn(command, {
    env: { PATH, HOME, ...variables },
    ...{ stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
  });
  const url = await new Promise<string>((resolve, reject) => {
    const lines: string[] = [];
    const take = (line: string) => {
      const [, address] = line.match(/^Jogakbo is open: (\S+)$/) ?? [];
      if (address) return resolve(address.replace('127.0.0.1', 'localhost'));
      lines.push(line);
      onLog(line);
    };
    void readLines(child.stdout, take);
    void readLines(child.stderr, take).then(() => reject(new Error(lines.join('\n'))));
  });
  return {
    url,
    pid: child.pid,
    /** @param signal how it ends; SIGTERM lets it finish its work */
    async close(signal: NodeJS.Signals = 'SIGTERM'): Promise<number> {
      child.kill(signal);
      return child.exited;
    },
  };
}

async function readLines(stream: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) take(line);
  }
  if (rest) take(rest);
}
