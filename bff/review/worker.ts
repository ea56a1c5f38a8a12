import { createApp } from '@jogakbo/edge/create-app';
export default createApp('review-bff');
