import { createHash } from 'node:crypto';
import type { Visitor } from '../tools/visitor/create-visitor.ts';
import { readForm } from '../tools/visitor/read-form.ts';
import type { Shop } from './open-shop.helper.ts';

export type Tokens = { access_token: string; refresh_token: string; scope: string; member: string };

const redirectUri = 'https://app.example/back?from=shop';
const verifier = 'a-secret-of-the-program-that-nobody-else-knows';

/** Registers a program at a shop, which then asks members for tokens as an app on a phone does. */
export async function createProgram(shop: Pick<Shop, 'url' | 'operatorToken'>, scopes: string[]) {
  const made = await fetch(`${shop.url}/api/operator/api-clients`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Phone app',
      scopes,
      quota: 1_000,
      open: true,
      redirectUris: [redirectUri],
    }),
  });
  const { id, key } = (await made.json()) as { id: string; key: string };
  const request = {
    ...{ response_type: 'code', client_id: id, redirect_uri: redirectUri, state: 'a state/?&' },
    ...{ scope: scopes.filter((scope) => scope !== 'catalog:read').join(' '), code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  };
  const send = (path: string, fields: Record<string, string>) =>
    fetch(shop.url + path, { method: 'POST', body: new URLSearchParams({ client_id: id, ...fields }) });

  const program = {
    ...{ id, key, request, send },
    page: `/oauth/authorize?${new URLSearchParams(request)}`,
    /** A member opens the page of the program and presses a button. @returns the address that the browser opens next */
    async ask(member: Pick<Visitor, 'get' | 'post'>, decision: 'allow' | 'refuse' = 'allow'): Promise<URL> {
      const shown = await member.get(program.page);
      if (shown.status !== 200) throw new Error(`the page of the program: ${shown.status} ${shown.location}`);
      const form = readForm(shown.text, '/oauth/authorize');
      const answer = await member.post('/oauth/authorize', { ...form?.fields, decision });
      if (answer.status !== 303) throw new Error(`the form of the page: ${answer.status}`);
      return new URL(answer.location as string);
    },
    exchange: (code: string) =>
      send('/oauth/token', {
        ...{ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri },
      }),
    refresh: (token: string) => send('/oauth/token', { grant_type: 'refresh_token', refresh_token: token }),
    /** Gets the tokens of a member. */
    async connect(member: Pick<Visitor, 'get' | 'post'>): Promise<Tokens> {
      const code = (await program.ask(member)).searchParams.get('code') ?? '';
      return (await (await program.exchange(code)).json()) as Tokens;
    },
    /** Asks the API with a member's token. */
    api: (token: string, path: string, init: RequestInit = {}) =>
      fetch(`${shop.url}/api/v1${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
      }),
  };
  return program;
}
