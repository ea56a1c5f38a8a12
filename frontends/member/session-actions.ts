import { headers } from '@jogakbo/contracts/fragment';
import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { readForm } from '@jogakbo/edge/read-form';
import { Done, LogIn, MemberView, paths, SignUp } from '@jogakbo/member-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { formTexts } from './form-texts.ts';
import { LoginForm } from './login-form.tsx';
import { answerProfile } from './my-actions.ts';
import { type Problems, toProblems, toRefused } from './problems.ts';
import { SignupForm } from './signup-form.tsx';
import { toNext } from './to-next.ts';
import { toPassed } from './to-passed.ts';

type App = ReturnType<typeof createFrontend>;

const signUpFields = ['name', 'email', 'password', 'next', 'consent', 'terms', 'privacy', 'key'] as const;

/** Adds the forms that log in, sign up and log out. */
export function addSessionActions(app: App): void {
  app.post('/login', async (c) => {
    const { language } = c.var;
    const text = formTexts[language];
    const { email, password, ...form } = await readForm(c.req, ['email', 'password', 'next']);
    const next = toNext(form.next);
    const input = v.safeParse(LogIn, { email, password });
    if (!input.success) {
      const missing = Object.keys(toProblems(text, input.issues)) as ('email' | 'password')[];
      return refuse(422, Object.fromEntries(missing.map((field) => [field, text.missing[field]])));
    }
    const opened = await call(c, c.env.BFF, paths.sessions, MemberView, {
      method: 'POST',
      body: input.output,
      headers: toPassed(c),
      onHeaders: (given) => c.header(headers.session, given.get(headers.session) ?? ''),
    });
    if (opened.ok) return c.redirect(next, 303);
    const { status, problems, retryAfter } = toRefused(text, opened, 'logIn');
    return refuse(status, problems, retryAfter);

    function refuse(status: number, problems: Problems, retryAfter?: number): Response {
      const html = renderStatic(() => LoginForm({ language, next, email, problems }));
      return toAnswer('login', html, status, next, retryAfter);
    }
  });

  app.post('/signup', async (c) => {
    const { language } = c.var;
    const text = formTexts[language];
    const { password, next: asked, consent, key, ...form } = await readForm(c.req, [...signUpFields]);
    const draft = { ...form, terms: form.terms === 'yes', privacy: form.privacy === 'yes' };
    const next = toNext(asked);
    // A script that posts without the form has never seen the check boxes.
    const given = consent === 'asked' ? { terms: draft.terms, privacy: draft.privacy } : undefined;
    const input = v.safeParse(SignUp, { ...draft, password, language, consent: given });
    if (!input.success) return refuse(422, toProblems(text, input.issues));
    const opened = await call(c, c.env.BFF, paths.members, MemberView, {
      method: 'POST',
      body: input.output,
      headers: toPassed(c, key),
      onHeaders: (given) => c.header(headers.session, given.get(headers.session) ?? ''),
    });
    if (opened.ok) return c.redirect(next, 303);
    const { status, problems, retryAfter } = toRefused(text, opened, 'signUp');
    return refuse(status, problems, retryAfter);

    function refuse(status: number, problems: Problems, retryAfter?: number): Response {
      const formKey = key || crypto.randomUUID();
      const html = renderStatic(() => SignupForm({ language, next, formKey, draft, problems }));
      return toAnswer('signup', html, status, next, retryAfter);
    }
  });

  app.post('/logout', async (c) => {
    const { everywhere } = await readForm(c.req, ['everywhere']);
    const ended = await call(c, c.env.BFF, everywhere === '1' ? paths.mySessions : paths.session, Done, {
      method: 'DELETE',
      headers: toPassed(c),
      identified: true,
    });
    // Without a member (401) there is no other session to end.
    if (everywhere === '1' && !ended.ok && ended.status !== 401) {
      const { status, problems } = toRefused(formTexts[c.var.language], ended, 'other');
      return answerProfile(c, status, { form: 'devices', problems }, '');
    }
    c.header(headers.session, '');
    return c.redirect('/', 303);
  });
}

function toAnswer(
  name: 'login' | 'signup',
  html: string,
  status: number,
  next: string,
  retryAfter?: number,
): Response {
  const page = next === '/' ? `/${name}` : `/${name}?next=${encodeURIComponent(next)}`;
  return toFormAnswer(`member/${name}`, html, status, page, { retryAfter });
}
