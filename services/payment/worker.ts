import { createApp } from '@jogakbo/edge/create-app';

const app = createApp('payment-service');

export default app;
