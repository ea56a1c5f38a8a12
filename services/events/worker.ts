import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('events-service');

export default app;
