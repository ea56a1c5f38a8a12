import type { Account } from '../cloud/account.ts';
import { readBuild } from '../deploy/version-message.ts';
import type { SourceCopy } from './copy-sources.ts';

type Options = {
  url: string;
  account: Account;
  sources: SourceCopy;
  /** The file with the secrets of the shop. */
  secrets: string;
  /** Runs a command of the copied sources against the shop. */
  run(args: string[]): Promise<{ code: number; output: string }>;
  say(line: string): void;
};
export type Rehearsal = ReturnType<typeof createRehearsal>;

/** The commands of a rehearsal, as teams run them. */
export function createRehearsal({ url, account, sources, secrets, run, say }: Options) {
  return {
    ...{ url, edit: sources.edit, must, release },
    /** The builds of the versions that a slice has in the account. */
    buildsOf: (slice: string) =>
      new Set(
        (account.scripts[`jogakbo-${slice}`]?.versions ?? []).flatMap(
          ({ annotations }) => readBuild(annotations['workers/message']) ?? [],
        ),
      ),
    deploy: (slices: readonly string[]) =>
      must('tools/deploy.ts', ...slices, '--secrets', secrets, '--no-smoke'),
  };

  /** Changes the release of a slice. Of two changes at the same moment one is refused; its person runs the command again. */
  async function release(slice: string, ...args: string[]): Promise<{ refused: number }> {
    for (let refused = 0; ; refused++) {
      const command = ['tools/release.ts', slice, ...args, '--why', 'a rehearsal', '--by', `team ${slice}`];
      const { code, output } = await run([...command, '--secrets', secrets]);
      if (code === 0) return { refused };
      if (!/has just changed|is changing the releases now/.test(output)) throw new Error(output);
      say(`  ${output.trim().split('\n')[0]}`);
    }
  }

  async function must(...args: string[]): Promise<void> {
    const { code, output } = await run(args);
    if (code !== 0) throw new Error(`bun ${args.slice(0, 2).join(' ')}:\n${output}`);
  }
}
