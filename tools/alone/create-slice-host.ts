import { type FragmentDeclaration, headers, manifestPath, toFragmentPath } from '@jogakbo/contracts/fragment';
import { Manifest } from '@jogakbo/contracts/manifest';
import { createMinter } from '@jogakbo/edge/create-minter';
import * as v from 'valibot';
import { rulesOf } from '../../shell/slices.ts';

/** The person who asks. A developer who is logged in at the upstream is its member here, too. */
export type Asker = {
  visitor: string;
  member?: string | undefined;
  name?: string | undefined;
  session?: string | undefined;
};

type Running = {
  /** The private key of the shell of this machine. */
  shellKey: string;
  fetchWorker(name: string, path: string, init?: RequestInit): Promise<Response>;
  /** The clock of the workers, in epoch milliseconds. */
  now(): number;
};

/** The answer of a fragment, without the parts that only the engine of a shop needs. */
export type FragmentAnswer = {
  status: number;
  html: string;
  declared: FragmentDeclaration | undefined;
  manifest: Manifest;
};

type Asked = { language: string; asker: Asker };

export type SliceHost = ReturnType<typeof createSliceHost>;

/** Milliseconds for each request to a slice. It is long, since a developer may debug the slice. */
const timeoutMs = 20_000;

/** Asks slices that run alone, as the shell of a shop asks them. */
export function createSliceHost(slices: readonly string[], running: Running) {
  return { slices, fragment, action, api, asset, identify, ask };

  async function manifestOf(slice: string): Promise<Manifest> {
    const answer = await running.fetchWorker(`${slice}-frontend`, manifestPath);
    return v.parse(Manifest, await answer.json());
  }

  /** @param params all parameters of the page; the fragment gets those that it declares */
  async function fragment(
    name: string,
    params: Record<string, string>,
    asked: Asked,
  ): Promise<FragmentAnswer> {
    const [slice = '', own = ''] = name.split('/');
    const manifest = await manifestOf(slice);
    const declared = manifest.fragments[own];
    const known = Object.entries(params).filter(([param]) => declared?.params.includes(param));
    const path = toFragmentPath(own, Object.fromEntries(known));
    const about = declared?.personal === false ? {} : await identify(slice, asked.asker);
    const answer = await send(`${slice}-frontend`, path, { headers: { ...toHeaders(asked), ...about } });
    return {
      status: answer.status,
      html: answer.status === 200 ? await answer.text() : '',
      declared,
      manifest,
    };
  }

  /** Passes a form on. */
  async function action(slice: string, path: string, request: Request, asked: Asked): Promise<Response> {
    const type = request.headers.get('content-type');
    const sent = {
      ...toHeaders(asked),
      ...(await identify(slice, asked.asker)),
      ...toSession(slice, asked.asker),
    };
    return send(`${slice}-frontend`, path, {
      ...{ method: 'POST', redirect: 'manual', body: await request.arrayBuffer() },
      headers: { ...sent, ...(type ? { 'content-type': type } : {}), [headers.address]: '127.0.0.1' },
    });
  }

  /** @param path path and query at the BFF */
  async function api(slice: string, path: string, request: Request, asked: Asked): Promise<Response> {
    const { method } = request;
    const sent: Record<string, string> = { ...toHeaders(asked), ...(await identify(slice, asked.asker)) };
    for (const name of ['accept', 'content-type', 'idempotency-key', 'authorization']) {
      const value = request.headers.get(name);
      if (value !== null) sent[name] = value;
    }
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: await request.arrayBuffer() };
    return send(`${slice}-bff`, path, {
      ...{ method, redirect: 'manual', ...body },
      headers: { ...sent, ...toSession(slice, asked.asker), [headers.address]: '127.0.0.1' },
    });
  }

  /** Passes a request of the engine on. @param path path and query at the frontend */
  function ask(slice: string, path: string, sent: Record<string, string>): Promise<Response> {
    return send(`${slice}-frontend`, path, { headers: sent });
  }

  function asset(slice: string, path: string): Promise<Response> {
    return running.fetchWorker(`${slice}-frontend`, path);
  }

  async function send(
    tier: string,
    path: string,
    init: RequestInit & { headers: object },
  ): Promise<Response> {
    const sent = { ...init.headers, [headers.deadline]: String(timeoutMs) } as Record<string, string>;
    return running.fetchWorker(tier, path, { ...init, headers: sent });
  }

  async function identify(slice: string, { visitor, member, name }: Asker): Promise<Record<string, string>> {
    const rules = rulesOf(slice);
    if (rules.forMembers && !member) return {};
    const audience = [slice, ...(rules.mayCall ?? [])];
    const subject = { member, visitor, name: rules.takesName ? name : undefined, audience };
    return { [headers.identity]: await createMinter(running.shellKey)(subject, running.now()) };
  }

  function toSession(slice: string, { session }: Asker): Record<string, string> {
    return rulesOf(slice).keepsSessions && session ? { [headers.session]: session } : {};
  }
}

function toHeaders({ language }: Asked): Record<string, string> {
  return { 'accept-language': language };
}
