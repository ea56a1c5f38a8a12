import { readFileSync } from 'node:fs';
import { root } from '../workers.ts';

/** The options of every command for operators, and the lines of its help text about them. */
export const shopOptions = {
  url: { type: 'string', default: 'http://localhost:8787' },
  token: { type: 'string' },
} as const;
export const shopHelp = `  --url     the address of the shop (${shopOptions.url.default})
  --token   the shop's OPERATOR_TOKEN (the environment variable of this name, else the token of bun run dev on this machine)`;

/** Returns the shop that a command asks, and the token of operators there. */
export function toShop({ url, token }: { url: string; token?: string | undefined }) {
  return { shop: url, token: token ?? process.env.OPERATOR_TOKEN ?? readLocalToken() };
}

/** `bun run dev` makes a token for each state folder. Without a token, the shop answers that the token is wrong. */
function readLocalToken(): string {
  try {
    return readFileSync(`${root}/.wrangler/state/operator-token`, 'utf8');
  } catch {
    return 'none';
  }
}
