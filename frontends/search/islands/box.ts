import { createIsland } from '@jogakbo/browser/create-island';
import { Box } from '../box.tsx';

export const { hydrate } = createIsland(Box);
