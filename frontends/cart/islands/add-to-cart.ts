import { createIsland } from '@jogakbo/browser/create-island';
import { AddToCart } from '../add-to-cart.tsx';

export const { hydrate } = createIsland(AddToCart);
