import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('order-bff');

addOpenApi(app, 'order');

export default app;
