import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('inventory-bff');

addOpenApi(app, 'inventory');

export default app;
