import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('audit-service');

export default app;
