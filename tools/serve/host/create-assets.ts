import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

type File = { bytes: Uint8Array<ArrayBuffer>; type: string; etag: string };

/**
 * Serves the built files from memory, as the binding of assets does in a worker. A path is only compared with the paths of the files, so
 * it cannot leave the folder.
 *
 * @param folder the folder of the files. Its content is read once
 */
export function createAssets(folder: string) {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [`/${path.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '')}`, readFile(path)];
      }),
  );
  return {
    async fetch(request: Request): Promise<Response> {
      const file = files.get(new URL(request.url).pathname);
      if (!file) return new Response(null, { status: 404 });
      const { bytes, type, etag } = file;
      const headers = { 'content-type': type, etag, 'cache-control': 'public, max-age=0, must-revalidate' };
      if (request.headers.get('if-none-match')?.includes(etag))
        return new Response(null, { status: 304, headers });
      return new Response(request.method === 'HEAD' ? null : bytes, { headers });
    },
  };
}

function readFile(path: string): File {
  const bytes = new Uint8Array(readFileSync(path));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return { bytes, type: types[extname(path)] ?? 'application/octet-stream', etag: `"${hash}"` };
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
