import { dirname } from 'node:path';

type Options = {
  /** The folder in which all commands run. */
  folder: string;
  /** Changes the text of commands before they run, such as an address in them. */
  adapt(commands: string): string;
  variables: Record<string, string>;
};
type Program = { child: Bun.Subprocess; output: () => string; name: string };

/** Opens terminals in a folder, in which commands run as a reader of a guide types them. */
export function openTerminals({ folder, adapt, variables }: Options) {
  const programs: Program[] = [];

  return {
    /** Runs commands until they end. @throws Error with their output if one of them fails */
    async run(commands: string): Promise<string> {
      const { child, output } = start(commands, 'a command');
      if ((await child.exited) === 0) return output();
      throw new Error(`${commands}\n${output()}`);
    },

    /** Starts a program that runs until the end, and waits until it says that it is ready. @throws Error with its output if it ends before */
    async open(commands: string, ready: string): Promise<void> {
      const program = start(commands, ready);
      programs.push(program);
      let ended = false;
      void program.child.exited.then(() => {
        ended = true;
      });
      while (!program.output().includes(ready)) {
        if (ended) throw new Error(`${commands}\n${program.output()}`);
        await Bun.sleep(100);
      }
    },

    /** Ends all programs as Ctrl-C does, the last one first. */
    async close(): Promise<void> {
      for (const { child } of programs.toReversed()) {
        try {
          process.kill(-child.pid, 'SIGINT');
        } catch {
          // It has ended already.
        }
        await child.exited;
      }
    },
  };

  function start(commands: string, name: string): Program {
    const { PATH = '' } = process.env;
    const child = Bun.spawn(['sh', '-ec', adapt(commands)], {
      ...{ cwd: folder, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
      // A process group of its own, as in a terminal: Ctrl-C reaches every process of the group.
      detached: true,
      env: { ...process.env, PATH: `${dirname(process.execPath)}:${PATH}`, ...variables },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      void (async () => {
        const decoder = new TextDecoder();
        for await (const part of stream) output += decoder.decode(part, { stream: true });
      })();
    return { child, output: () => output, name };
  }
}
