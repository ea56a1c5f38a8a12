import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import fc from 'fast-check';
import { client, key, openShell } from './open-shell.helper.ts';
import { toToolRequest } from './to-tool-request.ts';

describe('the MCP endpoint', () => {
  test('welcomes an assistant in the version that it asks for, else in the newest one', async () => {
    const { send } = await open();
    for (const [asked, given] of [
      ['2025-06-18', '2025-06-18'],
      ['1999-01-01', '2025-11-25'],
    ]) {
      const { result } = await send('initialize', { protocolVersion: asked, capabilities: {} });
      expect(result).toMatchObject({ protocolVersion: given, capabilities: { tools: {} } });
    }
    expect((await send('ping')).result).toEqual({});
  });

  test('lists the tools of all slices that the key has the scopes for', async () => {
    const { result } = await (await open()).send('tools/list');
    expect(result).toEqual({
      tools: [
        {
          ...{ name: 'get_x', description: 'An x.', annotations: { readOnlyHint: true } },
          inputSchema: { type: 'object', required: ['id'] },
        },
      ],
    });
    const without = await open({ ...client, scopes: ['none'] });
    expect((await without.send('tools/list')).result).toEqual({ tools: [] });
    expect(await without.send('tools/call', { name: 'get_x' })).toMatchObject({ error: { code: -32602 } });
  });

  test('calls the public route of a tool, with the scopes of the key', async () => {
    const { send, reached } = await open();
    const { result } = await send('tools/call', { name: 'get_x', arguments: { id: '7', color: '빨강' } });
    expect(result).toMatchObject({ isError: false, content: [{ type: 'text' }] });
    const last = reached().at(-1)?.request;
    expect(new URL(last?.url ?? '').pathname).toBe('/v1/x/7');
    expect(new URL(last?.url ?? '').searchParams.get('color')).toBe('빨강');
    expect(last?.headers.get(headers.scopes)).toBe('catalog:read');
  });

  test.each([
    [{ jsonrpc: '2.0', id: 1, method: 'tools/steal' }, -32601],
    [{ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'none' } }, -32602],
    [{ jsonrpc: '2.0', id: 1, method: 'tools/call' }, -32602],
    [{ id: 1, method: 'ping' }, -32600],
    ['text', -32600],
  ])('answers %j with the error %d', async (message, code) => {
    const { post } = await open();
    const answer = await post(message);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', error: { code } });
  });

  test('acts for the member of a token, with its scopes', async () => {
    const { send, reached, whoAsked } = await open({ ...client, member: 'm1' });
    await send('tools/call', { name: 'get_x', arguments: { id: '7' } });
    const last = reached().at(-1) as NonNullable<ReturnType<typeof reached>[number]>;
    expect(await whoAsked(last)).toMatchObject({ member: 'm1' });
  });

  test('takes a notification without an answer', async () => {
    const { post } = await open();
    const answer = await post({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect([answer.status, await answer.text()]).toEqual([202, '']);
  });

  test('needs a key, and offers no stream', async () => {
    const { fetch, ask } = await open();
    const answer = await fetch('/api/v1/mcp', { method: 'POST' });
    expect(answer.status).toBe(401);
    const stream = await ask('/mcp');
    expect([stream.status, stream.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

test('an argument of a tool stays within its part of the path', () => {
  const tool = { method: 'GET', path: '/x/{id}', where: { id: 'path', q: 'query' } } as const;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (id, q) => {
      const { pathname, searchParams, hash } = new URL(toToolRequest(tool, { id, q }).path, 'http://worker');
      expect(pathname.split('/').slice(0, -1)).toEqual(['', 'x']);
      expect([...searchParams.keys()]).toEqual(['q']);
      expect(hash).toBe('');
    }),
  );
});

describe('the files for assistants', () => {
  test('lead to the endpoints of the shop', async () => {
    const { fetch } = await open();
    const text = await (await fetch('/llms.txt')).text();
    expect(text).toContain('(https://shop.example/api/v1/mcp)');
    const profile = (await (await fetch('/.well-known/ucp')).json()) as Profile;
    expect(Object.keys(profile.ucp.capabilities).map((name) => name.split('.').at(-1))).toEqual([
      ...['catalog', 'cart', 'orders', 'checkout_link'],
    ]);
    const endpoints = Object.values(profile.ucp.services).flat();
    expect(endpoints.map(({ transport, endpoint }) => [transport, endpoint])).toEqual([
      ['rest', 'https://shop.example/api/v1'],
      ['mcp', 'https://shop.example/api/v1/mcp'],
    ]);
  });

  test('link only pages that exist', async () => {
    const { fetch } = await open();
    const text = await (await fetch('/llms.txt')).text();
    const links = [...text.matchAll(/\]\((https:\/\/shop\.example[^)]*)\)/g)].map(
      ([, link]) => link as string,
    );
    expect(links.length).toBeGreaterThan(6);
    for (const link of links) expect([link, (await fetch(link)).status]).not.toEqual([link, 404]);
  });
});

type Profile = {
  ucp: { capabilities: object; services: Record<string, { transport: string; endpoint: string }[]> };
};

async function open(known = client) {
  const shell = await openShell(known);
  const post = (message: unknown) =>
    shell.fetch('/api/v1/mcp', {
      ...{ method: 'POST', body: JSON.stringify(message) },
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
  const send = async (method: string, params: object = {}) =>
    (await (await post({ jsonrpc: '2.0', id: 1, method, params })).json()) as {
      result?: object;
      error?: object;
    };
  return { ...shell, post, send };
}
