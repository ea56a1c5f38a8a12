import * as v from 'valibot';
import { Email, LogInForm, SignUpForm } from './forms.ts';
import { toMemberPage } from './member-pages.ts';
import { type App, type Asked, keep, readFields, show, textOf, toLogIn, toView } from './request.ts';

/** Adds signing up, logging in and logging out. */
export function addMembers(app: App): void {
  for (const kind of ['login', 'signup'] as const)
    app.get(`/${kind}`, (c) => show(c, toMemberPage(toView(c), kind, { next: toNext(c.req.query('next')) })));

  app.post('/login', async (c) => {
    const fields = await readFields(c);
    const form = v.safeParse(LogInForm, fields);
    const { members } = c.var.shop;
    const entered = form.success ? await members.logIn(form.output, c.var.session) : undefined;
    if (entered && entered !== 'wait') return enter(c, entered, fields.next);
    const problem = textOf(c)[entered === 'wait' ? 'wait' : 'wrong'];
    const page = toMemberPage(toView(c), 'login', { ...toFilled(fields), problem });
    return show(c, page, entered === 'wait' ? 429 : 422);
  });
  app.post('/signup', async (c) => {
    const fields = await readFields(c);
    const form = v.safeParse(SignUpForm, fields);
    const token = form.success ? await c.var.shop.members.signUp(form.output, c.var.session) : undefined;
    if (token) return enter(c, token, fields.next);
    return show(
      c,
      toMemberPage(toView(c), 'signup', { ...toFilled(fields), problem: textOf(c).invalid }),
      422,
    );
  });
  app.post('/logout', (c) => {
    if (c.var.session) c.var.shop.members.logOut(c.var.session);
    keep(c, 'sid', '', 0);
    return c.redirect('/', 303);
  });
  app.get('/my', (c) => (c.var.session?.member ? c.redirect('/orders', 303) : toLogIn(c, '/my')));
}

function enter(c: Asked, token: string, next: string | undefined) {
  keep(c, 'sid', token);
  return c.redirect(toNext(next), 303);
}

/** A path on this site; anything else is the home page. */
function toNext(next: string | undefined): string {
  return next && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/';
}

/** What the visitor typed, apart from the password. */
function toFilled({ next, email, name }: Record<string, string>) {
  return { next: toNext(next), email: v.is(Email, email) ? email : '', name };
}
