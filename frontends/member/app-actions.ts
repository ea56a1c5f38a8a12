import {
  AuthorizationView,
  authorizationCheckPath,
  authorizationFields,
  authorizationPath,
} from '@jogakbo/contracts/api';
import { withQuery } from '@jogakbo/contracts/path';
import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { readForm } from '@jogakbo/edge/read-form';
import { AuthorizationReply, Done, GrantList, paths } from '@jogakbo/member-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import { Apps } from './apps.tsx';
import { Authorization, RefusedAuthorization } from './authorization.tsx';
import type { FrontendContext } from './to-passed.ts';
import { turnAway } from './turn-away.ts';

/** Adds the forms about programs that act for a member: the answer to a program that asks, and the end of what it may do. */
export function addAppActions(app: ReturnType<typeof createFrontend>): void {
  app.post(authorizationPath, async (c) => {
    const { decision, ...asked } = await readForm(c.req, [...authorizationFields, 'decision']);
    const page = withQuery(authorizationPath, asked);
    if (!c.var.identity?.member) return turnAway(c, page);
    const reply = await call(c, c.env.BFF, paths.grants, AuthorizationReply, {
      method: 'POST',
      // Only the button that says so allows it.
      body: { ...asked, allow: decision === 'allow' },
      identified: true,
    });
    if (reply.ok) return c.redirect(reply.value.redirect, 303);
    const html =
      reply.status < 500 ? toRefused(c, reply.problem?.reason) : await renderAuthorization(c, asked, true);
    if (html === undefined) return new Response(null, { status: 503 });
    return toFormAnswer('member/authorization', html, reply.status < 500 ? 422 : 503, page);
  });

  // `requireMember` of the other forms below `/my` comes before it.
  app.post('/my/apps/:client', async (c) => {
    const path = paths.grant(c.req.param('client'));
    const ended = await call(c, c.env.BFF, path, Done, { method: 'DELETE', identified: true });
    // A second press finds nothing to end.
    if (ended.ok || ended.reason === 'not-found') return c.redirect('/my?done=app-disconnected#apps', 303);
    return new Response(null, { status: 503 });
  });
}

/** Renders the question of a program. It is undefined while the member slice does not answer. */
export async function renderAuthorization(
  c: FrontendContext,
  asked: Record<string, string>,
  failed = false,
): Promise<string | undefined> {
  const view = await call(c, c.env.BFF, withQuery(authorizationCheckPath, asked), AuthorizationView);
  if (!view.ok) return view.status < 500 ? toRefused(c, view.problem?.reason) : undefined;
  // The shell has sent the browser back already.
  if ('redirect' in view.value) return toRefused(c, 'other');
  const { language, identity } = c.var;
  const question = { ...view.value, language, name: identity?.name ?? '', asked, failed };
  return renderStatic(() => Authorization(question));
}

export async function renderApps(
  c: FrontendContext,
  disconnected: boolean,
): Promise<string | null | undefined> {
  const found = await call(c, c.env.BFF, paths.grants, GrantList, { identified: true });
  if (!found.ok) return undefined;
  const { grants } = found.value;
  if (grants.length === 0 && !disconnected) return null;
  return renderStatic(() => Apps({ language: c.var.language, grants, disconnected }));
}

function toRefused(c: FrontendContext, reason: string | undefined): string {
  return renderStatic(() => RefusedAuthorization({ language: c.var.language, reason }));
}
