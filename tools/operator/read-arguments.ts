import { readFileSync } from 'node:fs';
import type { ParseArgsConfig } from 'node:util';
import { root } from '../workers.ts';
import { fail } from './fail.ts';
import { readOptions } from './read-options.ts';

/** The lines of a help text about the options of every operator command. */
export const shopHelp = `  --url     the address of the shop (http://localhost:8787)
  --token   the shop's OPERATOR_TOKEN (the environment variable of this name, else the token of bun run dev on this machine)`;

const common = { url: { type: 'string' }, token: { type: 'string' } } as const;

/**
 * Reads the arguments of an operator command, and which shop it is for. `--help` and an unknown option show the help and end the
 * process.
 */
export function readArguments(help: string, options: NonNullable<ParseArgsConfig['options']>) {
  const { values, positionals } = readOptions(help, { ...common, ...options }, { positionals: true });
  const { url, token } = values as { url?: string; token?: string };
  return {
    values: values as Record<string, unknown>,
    positionals,
    shop: {
      shop: url ?? 'http://localhost:8787',
      token: token ?? process.env.OPERATOR_TOKEN ?? readLocalToken(),
    },
    /** Ends the process with a message and the help, for arguments that make no sense. */
    misuse: (message: string) => fail(`${message}\n\n${help}`, 2),
  };
}

/** `bun run dev` makes a token for each state folder. Without a token, the shop answers that the token is wrong. */
export function readLocalToken(): string {
  try {
    return readFileSync(`${root}/.wrangler/state/operator-token`, 'utf8');
  } catch {
    return 'none';
  }
}
