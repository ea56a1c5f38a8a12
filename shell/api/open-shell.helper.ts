import type { ApiClient, PublicPart } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import { createTestShell } from '../create-test-shell.helper.ts';

export const key = `jbk_${'k'.repeat(43)}`;
export const client: ApiClient = { id: 'client-1', scopes: ['catalog:read'], quota: 2 };
export const part: PublicPart = {
  paths: {
    '/product/x': { get: { operationId: 'x', summary: 'An x.', 'x-scope': 'catalog:read', responses: {} } },
  },
  tools: [
    {
      ...{ name: 'get_x', description: 'An x.', method: 'GET', path: '/x/{id}', scope: 'catalog:read' },
      where: { id: 'path', color: 'query' },
      input: { type: 'object', required: ['id'] },
    },
  ],
};

/** A shell whose keys are `known`; `keys` may answer every look-up instead. */
export async function openShell(known: ApiClient | Response = client, settings: Record<string, string> = {}) {
  const shell = await createTestShell(settings);
  shell.state.answer = ({ binding, request }) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api-client') {
      if (known instanceof Response) return known.clone();
      const given = request.headers.get(headers.credential);
      return given === key ? Response.json(known) : Response.json({}, { status: 404 });
    }
    if (pathname === '/v1/openapi.json')
      return binding === 'PRODUCT_BFF' ? Response.json(part) : new Response('{}', { status: 404 });
    return binding.endsWith('_BFF') ? Response.json({ path: request.url }) : undefined;
  };
  const ask = (path: string, sent: Record<string, string> = { authorization: `Bearer ${key}` }) =>
    shell.fetch(`/api/v1${path}`, { headers: sent });
  const reached = () => shell.asked.filter(({ binding }) => binding.endsWith('_BFF'));
  return { ...shell, ask, reached };
}
