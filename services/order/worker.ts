import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('order-service');

export default app;
