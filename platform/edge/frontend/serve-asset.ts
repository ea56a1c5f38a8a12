import type { Context } from 'hono';
import { problem } from '../app/problem.ts';
import type { Binding } from '../calls/call.ts';

/** Serves a file of the worker's own assets. Its path names its version, so it never changes, and browsers may keep it forever. */
export async function serveAsset(c: Context, assets: Binding): Promise<Response> {
  const asset = await assets.fetch(c.req.raw);
  if (!asset.ok && asset.status !== 304) return problem(c, 404);
  const response = new Response(asset.body, asset);
  response.headers.set('cache-control', 'public, max-age=31536000, immutable');
  return response;
}
