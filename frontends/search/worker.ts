import { createApp } from '@jogakbo/edge/create-app';
export default createApp('search-frontends');
