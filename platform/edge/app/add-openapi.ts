import type { Hono } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';
import type { EdgeEnv } from './create-app.ts';

/** Adds `/openapi.json`, made from the schemas by which the routes validate. Call it after the last route. */
export function addOpenApi<Bindings extends object>(app: Hono<EdgeEnv<Bindings>>, slice: string): void {
  app.get(
    '/openapi.json',
    openAPIRouteHandler(app, {
      documentation: {
        info: { title: `Jogakbo ${slice}`, version: '1' },
        servers: [{ url: `/api/${slice}` }],
      },
    }),
  );
}
