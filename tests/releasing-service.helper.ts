import { createApp } from '@jogakbo/edge/create-app';

/** The bundler of a test puts the version in. */
declare const VERSION: string;

const app = createApp('menu-service');
app.get('/version', (c) => c.json({ version: VERSION }));
export default app;
