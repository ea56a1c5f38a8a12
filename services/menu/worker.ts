import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('menu-service');

export default app;
