import { describe, expect, test } from 'bun:test';
import { Manifest } from '@jogakbo/contracts/manifest';
import { Glob } from 'bun';
import * as v from 'valibot';

type Frontend = { request(path: string, init: RequestInit, env: object): Promise<Response> };

const files = [...new Glob('frontends/*/worker.ts').scanSync()].sort();

describe('personal fragments', () => {
  test.each(files)('of %s answer guests without a call to another worker', async (file) => {
    const { default: worker } = (await import(`../../${file}`)) as { default: Frontend };
    let asked = 0;
    const away = {
      fetch: async () => {
        asked += 1;
        return new Response(null, { status: 503 });
      },
    };
    const ask = (path: string) => worker.request(path, {}, { BFF: away, LOG_LEVEL: 'off' });
    const { fragments } = v.parse(Manifest, await (await ask('/fragments.json')).json());
    for (const [name, { personal, params }] of Object.entries(fragments)) {
      if (!personal) continue;
      for (const value of [undefined, '', '1', 'x', '%F0%9F%92%A9', 'a'.repeat(5_000)]) {
        const query = value === undefined ? '' : params.map((param) => `${param}=${value}`).join('&');
        const { status } = await ask(`/fragments/${name}?${query}`);
        expect({ name, query, status: status < 500, asked }).toEqual({ name, query, status: true, asked: 0 });
      }
    }
  });
});
