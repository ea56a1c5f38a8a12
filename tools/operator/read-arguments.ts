import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { root } from '../workers.ts';
import { fail } from './fail.ts';

/** The lines of a command's help on what every command for operators takes. */
export const shopHelp = `  --url     where the shop is; http://localhost:8787 where left out
  --token   the shop's OPERATOR_TOKEN; else this variable of the environment, else that of bun run dev on this machine`;

const common = { url: { type: 'string' }, token: { type: 'string' }, help: { type: 'boolean' } } as const;

/**
 * The arguments of a command for operators, with the shop that it is about. Shows the help where it is asked for, and where something
 * is not understood.
 */
export function readArguments(help: string, options: NonNullable<ParseArgsConfig['options']>) {
  const { values, positionals } = parse();
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const { url, token } = values as { url?: string; token?: string };
  return {
    values,
    positionals,
    shop: {
      shop: url ?? 'http://localhost:8787',
      token: token ?? process.env.OPERATOR_TOKEN ?? readLocalToken(),
    },
    /** For what is understood but makes no sense. */
    misuse: (message: string) => fail(`${message}\n\n${help}`, 2),
  };

  function parse(): { values: Record<string, unknown>; positionals: string[] } {
    try {
      return parseArgs({ options: { ...common, ...options }, allowPositionals: true });
    } catch (error) {
      return fail(`${(error as Error).message}\n\n${help}`, 2);
    }
  }
}

/** `bun run dev` makes a token for each state folder. Without one, the shop answers that the token is wrong. */
function readLocalToken(): string {
  try {
    return readFileSync(`${root}/.wrangler/state/operator-token`, 'utf8');
  } catch {
    return 'none';
  }
}
