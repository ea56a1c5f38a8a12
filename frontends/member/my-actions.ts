import { headers } from '@jogakbo/contracts/fragment';
import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { readForm } from '@jogakbo/edge/read-form';
import {
  Done,
  Leaving,
  MemberView,
  PasswordChange,
  ProfileChange,
  paths,
} from '@jogakbo/member-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { formTexts } from './form-texts.ts';
import { toProblems, toRefused } from './problems.ts';
import { Profile, type RefusedProfile } from './profile.tsx';
import { type FrontendContext, toPassed } from './to-passed.ts';
import { turnAway } from './turn-away.ts';

/** Adds the forms of a member's own page. */
export function addMyActions(app: ReturnType<typeof createFrontend>): void {
  app.use('/my', async (c, next) => (c.var.identity?.member ? next() : turnAway(c)));
  app.use('/my/*', async (c, next) => (c.var.identity?.member ? next() : turnAway(c)));

  app.post('/my', async (c) => {
    const text = formTexts[c.var.language];
    const { key, ...draft } = await readForm(c.req, ['name', 'language', 'key']);
    const input = v.safeParse(ProfileChange, draft);
    if (!input.success)
      return answerProfile(c, 422, { form: 'profile', draft, problems: toProblems(text, input.issues) }, key);
    const changed = await call(c, c.env.BFF, paths.me, MemberView, {
      method: 'PUT',
      body: input.output,
      headers: toPassed(c, key),
      identified: true,
    });
    // The page opens in the language that the member has chosen.
    if (changed.ok) return c.redirect(`/my?done=profile&lang=${input.output.language}`, 303);
    const { status, problems } = toRefused(text, changed, 'other');
    return answerProfile(c, status, { form: 'profile', draft, problems }, key);
  });

  app.post('/my/password', async (c) => {
    const text = formTexts[c.var.language];
    const { key, ...form } = await readForm(c.req, ['current', 'password', 'key']);
    const input = v.safeParse(PasswordChange, form);
    if (!input.success)
      return answerProfile(c, 422, { form: 'password', problems: toProblems(text, input.issues) }, key);
    const changed = await call(c, c.env.BFF, paths.password, Done, {
      method: 'PUT',
      body: input.output,
      headers: toPassed(c, key),
      onHeaders: (given) => c.header(headers.session, given.get(headers.session) ?? ''),
      identified: true,
    });
    if (changed.ok) return c.redirect('/my?done=password', 303);
    const { status, problems, retryAfter } = toRefused(text, changed, 'other');
    return answerProfile(c, status, { form: 'password', problems }, key, retryAfter);
  });

  app.post('/my/sessions', async (c) => {
    const { key } = await readForm(c.req, ['key']);
    const renewed = await call(c, c.env.BFF, paths.mySessions, Done, {
      method: 'POST',
      headers: toPassed(c, key),
      onHeaders: (given) => c.header(headers.session, given.get(headers.session) ?? ''),
      identified: true,
    });
    if (renewed.ok) return c.redirect('/my?done=sessions', 303);
    const { status, problems } = toRefused(formTexts[c.var.language], renewed, 'other');
    return answerProfile(c, status, { form: 'devices', problems }, key);
  });

  app.post('/my/confirmation', async (c) => {
    const { key } = await readForm(c.req, ['key']);
    const sent = await call(c, c.env.BFF, paths.myConfirmation, Done, {
      method: 'POST',
      headers: toPassed(c, key),
      identified: true,
    });
    if (sent.ok) return c.redirect('/my?done=confirmation', 303);
    const { status, problems } = toRefused(formTexts[c.var.language], sent, 'other');
    return answerProfile(c, status, { form: 'confirmation', problems }, key);
  });

  app.post('/my/leave', async (c) => {
    const text = formTexts[c.var.language];
    const { key, password } = await readForm(c.req, ['password', 'key']);
    const input = v.safeParse(Leaving, { password });
    if (!input.success)
      return answerProfile(c, 422, { form: 'leave', problems: { password: text.missing.password } }, key);
    const left = await call(c, c.env.BFF, paths.leaving, Done, {
      method: 'POST',
      body: input.output,
      headers: toPassed(c, key),
      identified: true,
    });
    if (!left.ok) {
      const { status, problems, retryAfter } = toRefused(text, left, 'other');
      return answerProfile(c, status, { form: 'leave', problems }, key, retryAfter);
    }
    c.header(headers.session, '');
    return c.redirect('/login?done=left', 303);
  });
}

/** Answers with the member's page and the refused form. The form keeps its key, because it may have taken effect. */
export async function answerProfile(
  c: FrontendContext,
  status: number,
  refused: RefusedProfile,
  key: string,
  retryAfter?: number,
): Promise<Response> {
  const { language } = c.var;
  const member = await call(c, c.env.BFF, paths.me, MemberView, { identified: true });
  if (!member.ok) return new Response(null, { status: 503 });
  const html = renderStatic(() =>
    Profile({ language, member: member.value, formKey: key || crypto.randomUUID(), refused }),
  );
  return toFormAnswer('member/profile', html, status, '/my', { retryAfter });
}
