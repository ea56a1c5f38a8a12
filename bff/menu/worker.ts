import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('menu-bff');

addOpenApi(app, 'menu');

export default app;
