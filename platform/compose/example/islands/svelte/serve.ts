import { plugin } from 'bun';
import { render } from 'svelte/server';
import { buildRemote } from '../build-remote.ts';
import { serveIsland } from '../serve-island.ts';
import { sveltePlugin } from './svelte-plugin.ts';

/** The slice of the team that uses Svelte. */
export async function serveSvelte() {
  plugin(sveltePlugin('server'));
  const { default: Counter } = await import('./counter.svelte');
  return serveIsland({
    slice: 'svelte',
    remote: await buildRemote({ counter: `${import.meta.dir}/island.ts` }, [sveltePlugin('client')]),
    render: (props) => render(Counter, { props }).body,
  });
}
