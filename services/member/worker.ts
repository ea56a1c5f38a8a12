import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('member-service');

export default app;
