import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { toOrigin } from './create-visit.ts';
import type { PageRules } from './pages.ts';
import { isPersonal, toAddressTags } from './to-address-tags.ts';

/** Makes the shell's part of a page's `<head>`, once the page knows the address of its content. */
export function toHeadOf(c: Context<ShellEnv>, rules: PageRules): (place: string | undefined) => string {
  return (place) =>
    toAddressTags(
      {
        origin: toOrigin(c),
        path: new URL(c.req.url).pathname,
        language: c.var.language,
        listed: !isPersonal(rules.page) && !rules.unlisted && !c.get('preview'),
        pictured: rules.pictured === true,
      },
      place,
    );
}
