import { publicPrefix } from '@jogakbo/contracts/api';
import type { Hono } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';
import type { EdgeEnv } from './create-app.ts';

/**
 * Adds `/openapi.json`, which is made from the schemas that the routes validate with. Call it after the last route.
 *
 * @param slice the slice's name, which is also the path of its API
 */
export function addOpenApi<Bindings extends object>(app: Hono<EdgeEnv<Bindings>>, slice: string): void {
  app.get(
    '/openapi.json',
    openAPIRouteHandler(app, {
      // Public routes have a document of their own.
      exclude: new RegExp(`^${publicPrefix}/`),
      documentation: {
        info: { title: `Jogakbo ${slice}`, version: '1' },
        servers: [{ url: `/api/${slice}` }],
      },
    }),
  );
}
