import { openMonolith } from './open-monolith.ts';
import { openProcess } from './open-process.ts';
import { openServer } from './open-server.ts';
import { openTopology } from './open-topology.ts';
import type { Step } from './step.ts';

/** The way from one program to many. A further step is a further line. */
export const steps: Step[] = [
  { name: 'before', title: 'the monolith', command: 'bun bench/monolith/main.ts', open: openMonolith },
  {
    ...{ name: 'process', title: 'slices in 1 process', command: 'bun run serve --topology monolith --seed' },
    ...{ topology: 'monolith', served: 'monolith', open: openProcess },
  },
  ofTopology('monolith', 'slices in 1 worker'),
  ofTopology('phase-1', 'phase 1'),
  ofTopology('phase-2', 'phase 2'),
  ofTopology('phase-3', 'phase 3'),
  ofTopology('faces', 'faces'),
  ofTopology('tiers', 'tiers'),
  {
    ...{ name: 'server', title: 'faces on Bun', command: 'bun run serve --services <url>' },
    ...{ topology: 'server', served: 'server', open: openServer },
  },
];

function ofTopology(topology: string, title: string): Step {
  const command = `bun run dev --topology ${topology}`;
  return { name: topology, title, command, topology, open: (counting) => openTopology(topology, counting) };
}
