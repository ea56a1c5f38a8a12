import { type ApiClient, publicApiPath, type Tool } from '@jogakbo/contracts/api';
import { problem } from '@jogakbo/edge/problem';
import type { Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import * as v from 'valibot';
import type { ShellEnv } from '../bindings.ts';
import { toOrigin } from '../create-visit.ts';
import { takePlace } from '../take-place.ts';
import { askPublicRoute } from './ask-public-route.ts';
import { toLlmsText, toUcpProfile } from './assistant-files.ts';
import { readClient } from './read-client.ts';
import { type PublicParts, readPublicParts } from './read-public-parts.ts';
import { toToolRequest } from './to-tool-request.ts';

const protocolVersions = ['2025-11-25', '2025-06-18', '2025-03-26'];
const daily = 'public, max-age=3600';

/** A message of JSON-RPC 2.0. A notification has no id. */
const Message = v.object({
  jsonrpc: v.literal('2.0'),
  id: v.optional(v.union([v.string(), v.number()])),
  method: v.optional(v.string()),
  params: v.optional(v.record(v.string(), v.unknown()), {}),
});
const Call = v.object({ name: v.string(), arguments: v.optional(v.record(v.string(), v.unknown()), {}) });

/**
 * Adds what shopping assistants read: `/llms.txt`, `/.well-known/ucp`, and an MCP endpoint, whose tools are the public routes that their
 * slices mark as tools. It keeps no session: each request is answered alone, as JSON.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
 */
export function addAssistants(app: Hono<ShellEnv>): void {
  app.get('/llms.txt', etag(), (c) => c.text(toLlmsText(toOrigin(c)), 200, { 'cache-control': daily }));
  app.get('/.well-known/ucp', etag(), (c) =>
    c.json(toUcpProfile(toOrigin(c)), 200, { 'cache-control': daily }),
  );

  app.post(`${publicApiPath}/mcp`, takePlace(), async (c) => {
    const known = await readClient(c);
    if (known instanceof Response) return known;
    const parsed = v.safeParse(Message, await c.req.json().catch(() => undefined));
    const answer = parsed.success
      ? await answerMessage(c, known.client, parsed.output)
      : fault(undefined, -32600, 'This is no message of JSON-RPC 2.0.');
    const response =
      answer instanceof Response
        ? answer
        : answer === undefined
          ? new Response(null, { status: 202 })
          : Response.json(answer);
    for (const [name, value] of Object.entries(known.limits)) response.headers.set(name, value);
    return response;
  });
  // There is no stream from the shop and no session to end.
  app.on(['GET', 'DELETE'], `${publicApiPath}/mcp`, (c) => {
    const refusal = problem(c, 405, { detail: 'Send messages by POST.' });
    refusal.headers.set('allow', 'POST');
    return refusal;
  });
}

async function answerMessage(
  c: Context<ShellEnv>,
  client: ApiClient,
  { id, method, params }: v.InferOutput<typeof Message>,
): Promise<object | Response | undefined> {
  // Notifications, and answers to questions that the shop never asks.
  if (id === undefined || method === undefined) return undefined;
  if (method === 'ping') return result(id, {});
  if (method === 'initialize') return result(id, toWelcome(c, String(params.protocolVersion)));
  if (method !== 'tools/list' && method !== 'tools/call')
    return fault(id, -32601, `There is no method ${method}.`);
  const parts = await readPublicParts(c);
  if (!parts) return problem(c, 503, { detail: 'A slice does not answer, so the tools are not known.' });
  const tools = toTools(parts, client);
  if (method === 'tools/list')
    return result(id, {
      tools: tools.map(({ name, description, input, method: how }) => ({
        ...{ name, description, inputSchema: input },
        annotations: { readOnlyHint: how === 'GET' },
      })),
    });
  const call = v.safeParse(Call, params);
  const tool = call.success ? tools.find(({ name }) => name === call.output.name) : undefined;
  if (!call.success || !tool)
    return fault(id, -32602, `There is no tool ${String(params.name)} for this key.`);
  const request = toToolRequest(tool, call.output.arguments);
  const answer = await askPublicRoute(c, client, tool.slice, request);
  const text = (await answer?.text()) ?? '';
  return result(id, { content: [{ type: 'text', text }], isError: !answer?.ok });
}

/** The tools of all slices that the client has the scopes for. */
function toTools(parts: PublicParts, { scopes }: ApiClient): (Tool & { slice: string })[] {
  return [...parts].flatMap(([slice, { tools }]) =>
    tools.filter(({ scope }) => scopes.includes(scope)).map((tool) => ({ ...tool, slice })),
  );
}

function toWelcome(c: Context<ShellEnv>, wanted: string) {
  return {
    protocolVersion: protocolVersions.includes(wanted) ? wanted : protocolVersions[0],
    capabilities: { tools: {} },
    serverInfo: { name: 'jogakbo', title: '조각보 Jogakbo', version: '1' },
    instructions:
      `Amounts are won. Paths in answers are relative to ${toOrigin(c)}. A product is at /products/<id>. ` +
      'To let a shopper buy, give them the link /checkout?product=<productId>&item=<itemId>&quantity=<n>, or that of get_checkout_link for ' +
      'their cart: they log in and pay in the shop. No tool can order for them.',
  };
}

function result(id: string | number, value: object) {
  return { jsonrpc: '2.0', id, result: value };
}

function fault(id: string | number | undefined, code: number, message: string) {
  return { jsonrpc: '2.0', id: id ?? null, error: { code, message } };
}
