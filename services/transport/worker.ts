import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('transport-service');

export default app;
