import { createIsland } from '@jogakbo/browser/create-island';
import { Options } from '../options.tsx';

export const { hydrate } = createIsland(Options);
