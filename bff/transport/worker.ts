import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('transport-bff');

addOpenApi(app, 'transport');

export default app;
