import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { buildRemote } from '../build-remote.ts';
import { serveIsland } from '../serve-island.ts';
import { Counter } from './counter.ts';

/** The slice of the team that uses React. */
export async function serveReact() {
  return serveIsland({
    slice: 'react',
    remote: await buildRemote({ counter: `${import.meta.dir}/island.ts` }),
    render: (props) => renderToString(createElement(Counter, props)),
  });
}
