import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('inventory-service');

export default app;
