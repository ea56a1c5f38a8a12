import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { buildRemote } from '../build-remote.ts';
import { serveIsland } from '../serve-island.ts';
import { Counter } from './counter.ts';

/** The slice of the team that uses Vue. */
export async function serveVue() {
  return serveIsland({
    slice: 'vue',
    remote: await buildRemote({ counter: `${import.meta.dir}/island.ts` }),
    render: (props) => renderToString(createSSRApp(Counter, props)),
  });
}
