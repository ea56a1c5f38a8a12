import type { Page } from '@jogakbo/compose';
import type { Asked, Hooks } from '@jogakbo/compose/host';
import { headers } from '@jogakbo/contracts/fragment';
import { problem } from '@jogakbo/edge/problem';
import type { Context } from 'hono';
import { answerOtherPath } from './answer-other-path.ts';
import type { ShellEnv } from './bindings.ts';
import { createChangesCookie } from './changes.ts';
import { createGrant } from './checkout-grant.ts';
import { createPassedHeaders, createVisit } from './create-visit.ts';
import { giveBack } from './give-back.ts';
import { keepCookies } from './keep-cookies.ts';
import { mixPage } from './legacy/mix-page.ts';
import { backToProgram, checkProgram, withFormTarget } from './oauth/check-program.ts';
import { pageOptions } from './page-options.ts';
import { askerUnknown } from './pages/asker-unknown.ts';
import { type Cause, sendAgain, toAgain } from './pages/send-again.ts';
import type { RouteRules } from './pages.ts';
import { type Asker, readAsker } from './read-asker.ts';
import { readQuery } from './read-query.ts';
import { offerArm } from './releases/take-versions.ts';
import { rulesOf } from './slices.ts';
import { toHeadOf } from './to-head-of.ts';
import { toAddressHeader } from './to-slice-request.ts';
import { recordPage } from './views/record-page.ts';
import { offerVisitor } from './visitor.ts';
import { withPaymentWindow } from './with-payment-window.ts';
import { withoutUnknownChoice } from './without-unknown-choice.ts';

/** A request on its way through the engine, with the people who are known from its cookies. */
export type HandledRequest = {
  c: Context<ShellEnv>;
  /** The asker for whom pages are composed. */
  asker?: Asker;
  /** The asker who sends a form. A visitor without an id has a new one. */
  sender?: Asker;
  /** The page of the route with parts of the legacy, if it has any for this visitor. */
  mixed?: Page;
  /** The address of the program that asks whether it may act for the member, after its check. */
  program?: string | undefined;
};

type Handled = Asked<HandledRequest, RouteRules>;

/** What the shell decides about pages and forms. The engine does the rest: it finds the route, composes, and passes forms on. */
export const hooks: Hooks<HandledRequest, RouteRules> = {
  visitOf(asked) {
    const { context, route, params, fragment, url } = asked;
    const { c } = context;
    const about = c.req.method !== 'POST' && route?.aboutAsker;
    context.asker ??= readAsker(c, {
      use: about ? 'read' : 'glance',
      // The header of a page shows the name.
      named: !fragment || rulesOf(fragment.slice(0, fragment.indexOf('/'))).takesName === true,
    });
    const read = fragment
      ? c.req.query()
      : { ...readQuery(route?.page?.query ?? [], new URL(url).search), ...params };
    return { ...createVisit(c, read, context.asker), url };
  },

  optionsOf({ context: { c, mixed }, route }, status) {
    const options = pageOptions(c, status);
    const page = status === undefined ? route?.page : status === 200 ? mixed : undefined;
    if (!page) return options;
    return { ...options, head: toHeadOf(c, { ...route, page }), ...recordPage(c, page, options.onReport) };
  },

  async before(asked) {
    const { route, show } = asked;
    const { c, asker } = asked.context;
    if (!route?.page) return route ? undefined : answerOtherPath(c);
    if (route.aboutAsker && (await asker?.identityFor(route.aboutAsker)) === 'unknown')
      return show(askerUnknown, 503);
    if (route.authorizes) {
      const checked = await checkProgram(c);
      if (checked instanceof Response) return checked;
      if (checked === 'refused') return show(route.page, 400);
      asked.context.program = checked?.program;
    }
    if (!route.membersOnly || (await asker?.loggedIn()) !== 'nobody') return showMixed(asked);
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`/login?next=${encodeURIComponent(pathname + search)}`, 303);
  },

  async headersOf(asked) {
    const { context, route } = asked;
    const { c } = context;
    const slice = route?.action as string;
    const sender = readAsker(c, { mint: true, use: 'write' });
    context.sender = sender;
    if (!route?.aboutSession && (await sender.identityFor(slice)) === 'unknown')
      return showAgain(asked, 'asker-unknown');
    return { ...(await createPassedHeaders(c, slice, sender)), ...toAddressHeader(c) };
  },

  async after(asked, response, answer) {
    const { c, asker, sender } = asked.context;
    if (answer) {
      // A slice sets no cookies: the shell makes the session and the visitor from headers.
      response.headers.delete('set-cookie');
      const changed = answer.headers.get(headers.invalidates);
      if (changed) response.headers.append('set-cookie', createChangesCookie(c, changed.split(' ')));
      await keepCookies(c, response, { asker: sender as Asker, answer });
      return asked.route?.authorizes ? backToProgram(c, response, answer) : undefined;
    }
    const page = withoutUnknownChoice(asked, response);
    const { hasVisitorForm, givesGrant, hasToken, opensPayment } = asked.route ?? {};
    if (hasVisitorForm) await offerVisitor(c, page, asker as Asker);
    offerArm(c, page);
    const member = givesGrant ? await asker?.loggedIn() : undefined;
    if (typeof member === 'object') page.headers.append('set-cookie', await createGrant(c, member.member));
    if (opensPayment && c.env.PAYMENT_PROVIDER === 'toss') withPaymentWindow(page.headers);
    if (asked.context.program) withFormTarget(page.headers, asked.context.program);
    // With `no-referrer` a browser would send the page's own form without its origin.
    if (hasToken) page.headers.set('referrer-policy', 'strict-origin');
    return page;
  },

  async refuse(asked, status, reason) {
    const { c } = asked.context;
    if (c.req.method !== 'POST' || status !== 503) return problem(c, status);
    return reason === 'busy' ? giveBack(c, await readForm(asked)) : showAgain(asked, 'no-answer');
  },
};

/** Shows the page with parts of the legacy, if some of its fragments are not taken over for this visitor. */
async function showMixed(asked: Handled): Promise<Response | undefined> {
  const { context, route, show } = asked;
  const mixed = route?.page && mixPage(context.c, asked.url, route.page);
  if (!mixed) return undefined;
  context.mixed = mixed;
  const answer = await show(mixed, 200);
  return (await hooks.after?.(asked, answer)) ?? answer;
}

/** Shows the form as it was filled in, to send it again. */
async function showAgain(asked: Handled, cause: Cause): Promise<Response> {
  const { context, show } = asked;
  // What is known about the sender need not be looked up again.
  if (context.sender) context.asker = context.sender;
  return show(sendAgain, 503, toAgain(cause, context.c.req.url, await readForm(asked)));
}

async function readForm({ body }: Handled): Promise<string> {
  return new TextDecoder().decode(await body());
}
