import { headers } from '@jogakbo/contracts/fragment';
import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { readForm } from '@jogakbo/edge/read-form';
import {
  Confirmation,
  Done,
  MemberView,
  PasswordReset,
  paths,
  ResetRequest,
} from '@jogakbo/member-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { ConfirmForm } from './confirm-form.tsx';
import { ForgotForm } from './forgot-form.tsx';
import { formTexts } from './form-texts.ts';
import { type Problems, toProblems, toRefused } from './problems.ts';
import { ResetForm } from './reset-form.tsx';
import { toPassed } from './to-passed.ts';

/** Adds the forms that mailed links lead to, and the form that asks for a mail. */
export function addMailboxActions(app: ReturnType<typeof createFrontend>): void {
  app.post('/password/forgot', async (c) => {
    const { language } = c.var;
    const { email, key } = await readForm(c.req, ['email', 'key']);
    const input = v.safeParse(ResetRequest, { email, language });
    if (!input.success) return refuse(422, toProblems(formTexts[language], input.issues));
    const asked = await call(c, c.env.BFF, paths.resets, Done, {
      method: 'POST',
      body: input.output,
      headers: toPassed(c, key),
    });
    if (asked.ok) return c.redirect('/password/forgot?done=sent', 303);
    const { status, problems, retryAfter } = toRefused(formTexts[language], asked, 'mail');
    return refuse(status, problems, retryAfter);

    function refuse(status: number, problems: Problems, retryAfter?: number): Response {
      const formKey = key || crypto.randomUUID();
      const html = renderStatic(() => ForgotForm({ language, formKey, email, problems }));
      return toAnswer('forgot', html, status, '/password/forgot', retryAfter);
    }
  });

  app.post('/password/reset', async (c) => {
    const { language } = c.var;
    const { token, password, key } = await readForm(c.req, ['token', 'password', 'key']);
    const input = v.safeParse(PasswordReset, { token, password });
    if (!input.success) return refuse(422, toProblems(formTexts[language], input.issues));
    const opened = await call(c, c.env.BFF, paths.resets, MemberView, {
      method: 'PUT',
      body: input.output,
      headers: toPassed(c, key),
      onHeaders: (given) => c.header(headers.session, given.get(headers.session) ?? ''),
    });
    if (opened.ok) return c.redirect('/my?done=password', 303);
    const { status, problems, retryAfter } = toRefused(formTexts[language], opened, 'other');
    return refuse(status, problems, retryAfter);

    function refuse(status: number, problems: Problems, retryAfter?: number): Response {
      const formKey = key || crypto.randomUUID();
      const html = renderStatic(() => ResetForm({ language, formKey, token, problems }));
      return toAnswer('reset', html, status, '/password/reset', retryAfter);
    }
  });

  app.post('/confirm', async (c) => {
    const { language } = c.var;
    const { token } = await readForm(c.req, ['token']);
    const text = formTexts[language];
    const input = v.safeParse(Confirmation, { token });
    if (!input.success) return refuse(422, { form: text.refused['invalid-token'] });
    const confirmed = await call(c, c.env.BFF, paths.confirmations, Done, {
      method: 'POST',
      body: input.output,
      headers: toPassed(c),
    });
    if (confirmed.ok) return c.redirect('/confirm?done=confirmed', 303);
    const { status, problems, retryAfter } = toRefused(text, confirmed, 'other');
    return refuse(status, problems, retryAfter);

    function refuse(status: number, problems: Problems, retryAfter?: number): Response {
      const html = renderStatic(() => ConfirmForm({ language, token, problems }));
      return toAnswer('confirm', html, status, '/confirm', retryAfter);
    }
  });
}

function toAnswer(
  name: 'forgot' | 'reset' | 'confirm',
  html: string,
  status: number,
  page: string,
  retryAfter?: number,
): Response {
  return toFormAnswer(`member/${name}`, html, status, page, { retryAfter });
}
