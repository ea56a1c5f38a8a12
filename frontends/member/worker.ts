import build from 'jogakbo:build';
import { authorizationFields } from '@jogakbo/contracts/api';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { AddressesView, MemberView, paths } from '@jogakbo/member-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { addAddressActions } from './address-actions.ts';
import { Addresses } from './addresses.tsx';
import { addAppActions, renderApps, renderAuthorization } from './app-actions.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { ForgotForm } from './forgot-form.tsx';
import { GuestNotice } from './guest-notice.tsx';
import { Help } from './help.tsx';
import { Links } from './links.tsx';
import { LoginForm } from './login-form.tsx';
import { addMailboxActions } from './mailbox-actions.ts';
import { addMyActions } from './my-actions.ts';
import { MyLink } from './my-link.tsx';
import { Profile } from './profile.tsx';
import { ResetForm } from './reset-form.tsx';
import { addSessionActions } from './session-actions.ts';
import { SignupForm } from './signup-form.tsx';
import { toNext } from './to-next.ts';
import type { FrontendContext } from './to-passed.ts';

const sharing = { maxAge: 3_600, staleWhileRevalidate: 86_400, staleIfError: 86_400 };

const links = defineFragment({
  params: v.object({}),
  anonymous: sharing,
  privateSeconds: 3,
  async render(c) {
    const { language, identity } = c.var;
    if (!identity?.member) return renderStatic(() => Links({ language, name: undefined }));
    if (identity.name) return renderStatic(() => Links({ language, name: identity.name }));
    const member = await call(c, c.env.BFF, paths.me, MemberView, { identified: true });
    // A member whose name cannot be looked up can still log out.
    const html = renderStatic(() => Links({ language, name: member.ok ? member.value.name : '' }));
    return member.ok ? html : { html, privateSeconds: 0 };
  },
});

const my = defineFragment({
  params: v.object({}),
  sharing,
  render: async (c) => renderStatic(() => MyLink({ language: c.var.language })),
});

const help = defineFragment({
  params: v.object({}),
  sharing,
  render: async (c) => renderStatic(() => Help({ language: c.var.language })),
});

// The form is the same for everyone, and its fields keep their text when the browser goes back.
const Returning = v.object({ next: v.optional(v.string()) });

const login = defineFragment({
  params: v.object({ ...Returning.entries, done: v.fallback(v.optional(v.literal('left')), undefined) }),
  sharing,
  island: true,
  render: async (c, { next, done }) =>
    renderStatic(() => LoginForm({ language: c.var.language, next: toNext(next), left: done === 'left' })),
});

// The form of each page has its own key, so it is never shared.
const signup = defineFragment({
  params: Returning,
  island: true,
  render: async (c, { next }) => renderStatic(() => SignupForm({ ...toForm(c), next: toNext(next) })),
});

const forgot = defineFragment({
  params: v.object({ done: v.fallback(v.optional(v.literal('sent')), undefined) }),
  render: async (c, { done }) => renderStatic(() => ForgotForm({ ...toForm(c), sent: done === 'sent' })),
});

const Mailed = v.object({ token: v.optional(v.string(), '') });

const reset = defineFragment({
  params: Mailed,
  island: true,
  render: async (c, { token }) => renderStatic(() => ResetForm({ ...toForm(c), token })),
});

const confirm = defineFragment({
  params: v.object({ ...Mailed.entries, done: v.fallback(v.optional(v.literal('confirmed')), undefined) }),
  render: async (c, { token, done }) =>
    renderStatic(() => ConfirmForm({ language: c.var.language, token, confirmed: done === 'confirmed' })),
});

const ofProfile = ['profile', 'password', 'sessions', 'confirmation'] as const;
const profile = defineFragment({
  island: true,
  params: v.object({ done: v.fallback(v.optional(v.picklist(ofProfile)), undefined) }),
  async render(c, { done }) {
    const { language, identity } = c.var;
    if (!identity?.member) return renderStatic(() => GuestNotice({ language }));
    const member = await call(c, c.env.BFF, paths.me, MemberView, { identified: true });
    if (!member.ok) return toFailureAnswer(member);
    return renderStatic(() => Profile({ ...toForm(c), member: member.value, done }));
  },
});

const ofAddresses = ['address-added', 'address-changed', 'address-removed'] as const;
const addresses = defineFragment({
  params: v.object({ done: v.fallback(v.optional(v.picklist(ofAddresses)), undefined) }),
  async render(c, { done }) {
    const { language, identity } = c.var;
    if (!identity?.member) return null;
    const found = await call(c, c.env.BFF, paths.addresses, AddressesView, { identified: true });
    if (!found.ok) return toFailureAnswer(found);
    const formKey = crypto.randomUUID();
    return renderStatic(() => Addresses({ language, addresses: found.value.addresses, formKey, done }));
  },
});

const authorization = defineFragment({
  params: v.object(v.entriesFromList(authorizationFields, v.optional(v.string(), ''))),
  async render(c, asked) {
    if (!c.var.identity?.member) return renderStatic(() => GuestNotice({ language: c.var.language }));
    return (await renderAuthorization(c, asked)) ?? new Response(null, { status: 503 });
  },
});

const apps = defineFragment({
  params: v.object({ done: v.fallback(v.optional(v.literal('app-disconnected')), undefined) }),
  async render(c, { done }) {
    if (!c.var.identity?.member) return null;
    const html = await renderApps(c, done !== undefined);
    return html === undefined ? new Response(null, { status: 503 }) : html;
  },
});

const app = createFrontend({
  slice: 'member',
  build,
  fragments: {
    links,
    my,
    help,
    login,
    signup,
    forgot,
    reset,
    confirm,
    profile,
    addresses,
    authorization,
    apps,
  },
});
addSessionActions(app);
addMailboxActions(app);
addMyActions(app);
addAddressActions(app);
addAppActions(app);

export default app;

function toForm(c: FrontendContext) {
  return { language: c.var.language, formKey: crypto.randomUUID() };
}
