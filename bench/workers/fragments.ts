import { headers, manifestPath } from '../../contracts/fragment.ts';
import { type BenchSlice, fragments, slices } from '../fragments.ts';

const encoder = new TextEncoder();
const bodies = Object.fromEntries(slices.map((slice) => [slice, encoder.encode(fragments[slice])])) as Record<
  BenchSlice,
  Uint8Array<ArrayBuffer>
>;
const version = 'v1';
/** The declarations of a slice's fragments; `n` distinguishes the fragments of one page. */
const lifetimes: Record<string, string> = {
  shared: 'public, max-age=86400',
  cold: 'no-store',
  late: 'no-store',
};
const declared = { params: ['n'], personal: false, island: false, refreshOn: [] };
const lateness = 1_000;

export default {
  async fetch(request: Request, env: { SLICE: BenchSlice }): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === manifestPath) {
      return Response.json({
        slice: env.SLICE,
        version,
        fragments: Object.fromEntries(Object.keys(lifetimes).map((name) => [name, declared])),
        stylesheet: { content: '', hash: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
        remote: null,
      });
    }
    const name = pathname.slice('/fragments/'.length);
    if (name === 'late') await new Promise((resolve) => setTimeout(resolve, lateness));
    const body = bodies[env.SLICE];
    return new Response(body, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(body.byteLength),
        'cache-control': lifetimes[name] ?? 'no-store',
        [headers.version]: version,
      },
    });
  },
};
