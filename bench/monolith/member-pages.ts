import { html } from 'hono/html';
import { type Html, toAlert, toField, toPage, type View } from './layout.ts';
import { texts } from './texts.ts';

type Form = {
  next: string;
  email?: string | undefined;
  name?: string | undefined;
  problem?: string | undefined;
};

/** The form to log in or, with `kind` signup, to become a member. */
export function toMemberPage(view: View, kind: 'login' | 'signup', form: Form): Html {
  const text = texts[view.language];
  const heading = kind === 'login' ? text.logIn : text.signUp;
  const isNew = kind === 'signup';
  return toPage(
    view,
    heading,
    html`<h1>${heading}</h1>${toAlert(form.problem)}<form data-region="${kind}" class="stacked" method="post" action="/${kind}">
<input type="hidden" name="next" value="${form.next}">
${isNew ? toField('name', text.name, form.name, 'autocomplete="name"') : ''}
${toField('email', text.email, form.email, 'type="email" autocomplete="username"')}
${toField('password', text.password, '', `type="password" minlength="10" autocomplete="${isNew ? 'new' : 'current'}-password"`)}
<button class="strong">${heading}</button></form>`,
  );
}

/** A page with one sentence. */
export function toMessagePage(view: View, message: string): Html {
  return toPage(view, message, html`<h1>${message}</h1><p><a href="/">${texts[view.language].home}</a></p>`);
}
