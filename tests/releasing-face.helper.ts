import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment } from '@jogakbo/edge/fragment';
import * as v from 'valibot';

/** The bundler of a test puts the version in, and how its answers are called. */
declare const VERSION: string;
declare const BUILD: string;

type Bindings = { MENU: { fetch(request: Request): Promise<Response> } };

/** The face of a slice: its fragment names its own version and that of its service. The version `broken` fails. */
const strip = defineFragment({
  params: v.object({}),
  sharing: { maxAge: 30, staleWhileRevalidate: 300 },
  async render(c) {
    if (VERSION === 'broken') return c.text('', 500);
    const { MENU } = c.env as unknown as Bindings;
    const service = await call(c, MENU, '/version', v.object({ version: v.string() }));
    return `<p>face ${VERSION}, service ${service.ok ? service.value.version : service.reason}</p>`;
  },
});

export default createFrontend({
  slice: 'menu',
  build: { version: BUILD, stylesheet: { content: '', hash: '' }, remote: null },
  fragments: { strip },
});
