import { PublicPart, publicPartPath } from '@jogakbo/contracts/api';
import * as v from 'valibot';
import { toOpenApiDocument } from '../shell/api/to-openapi-document.ts';
import { listWorkers } from '../tools/workers.ts';
import './mock-workers.helper.ts';

type App = { fetch(request: Request, env: object, context: object): Promise<Response> };

/** Loads the BFFs of all slices, and makes the OpenAPI document of their public routes, without a shop. */
export async function readPublicApi() {
  const apps = new Map<string, App>();
  const parts = new Map<string, PublicPart>();
  for (const { kind, slice, directory } of await listWorkers()) {
    if (kind !== 'bff' || slice === 'operator') continue;
    const app: App = (await import(`${directory}/worker.ts`)).default;
    apps.set(slice, app);
    const request = new Request(`http://worker${publicPartPath}`);
    const answer = await app.fetch(request, { LOG_LEVEL: 'off' }, {});
    if (answer.status !== 404) parts.set(slice, v.parse(PublicPart, await answer.json()));
  }
  return { apps, parts, document: toOpenApiDocument(parts, 'https://shop.example') };
}
