import type { Edit } from './copy-sources.ts';
import type { Page } from './read-page.ts';

/** The slices that a rehearsal releases, both with a new face and a new service. */
export const released = ['cart', 'review'] as const;

/** What the new service of reviews adds to the name of an author, so that a page shows which service was called. */
const mark = '²';

/** The changes that make the next version of both slices. Reviews also take the first step of docs/schema-changes.md. */
export const nextVersion: Edit[] = [
  { file: 'frontends/cart/mini-cart.tsx', from: 'class="mini"', to: 'class="mini next-version"' },
  { file: 'frontends/cart/add-to-cart.tsx', from: 'class="buy"', to: 'class="buy next-version"' },
  { file: 'services/cart/worker.ts', from: 'a visitor or a member:', to: 'a visitor or to a member:' },
  { file: 'frontends/review/star-summary.tsx', from: 'class="rated"', to: 'class="rated next-version"' },
  {
    file: 'services/review/review-store.ts',
    from: 'return { ...review,',
    to: `return { ...review, author: \`\${review.author}${mark}\`,`,
  },
  {
    file: 'services/review/migrations/9000_edited_at.sql',
    content: 'ALTER TABLE review ADD COLUMN edited_at INTEGER;\n',
  },
  {
    file: 'services/review/review-store.ts',
    from: 'changed_at = excluded.created_at',
    to: 'changed_at = excluded.created_at, edited_at = excluded.created_at',
  },
];

/** Whether the reviews on a page come from the new service; undefined for other slices, and for a page without reviews. */
export function callsNewService(slice: string, page: Page): boolean | undefined {
  const html = slice === 'review' ? page.htmlOf('reviews') : undefined;
  return html?.includes('class="by"') ? html.includes(mark) : undefined;
}
