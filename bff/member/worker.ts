import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('member-bff');

addOpenApi(app, 'member');

export default app;
