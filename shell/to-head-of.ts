import type { Page } from '@jogakbo/compose/page';
import type { Context } from 'hono';
import { toOrigin } from './create-visit.ts';
import { pictured, unlisted } from './pages.ts';
import type { ShellEnv } from './shell.ts';
import { isPersonal, toAddressTags } from './to-address-tags.ts';

/** What the shell adds to a page's `<head>`, once it is known what the page shows. */
export function toHeadOf(c: Context<ShellEnv>, page: Page): (place: string | undefined) => string {
  return (place) =>
    toAddressTags(
      {
        origin: toOrigin(c),
        path: new URL(c.req.url).pathname,
        language: c.var.language,
        listed: !isPersonal(page) && !unlisted.includes(page),
        pictured: pictured.includes(page),
      },
      place,
    );
}
