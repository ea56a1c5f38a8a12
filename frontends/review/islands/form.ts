import { createIsland } from '@jogakbo/browser/create-island';
import { ReviewForm } from '../review-form.tsx';

export const { hydrate } = createIsland(ReviewForm);
