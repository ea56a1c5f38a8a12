import { call } from '@jogakbo/edge/call';
import { type createFrontend, toFormAnswer } from '@jogakbo/edge/create-frontend';
import { problem } from '@jogakbo/edge/problem';
import { readForm } from '@jogakbo/edge/read-form';
import { AddressChange, AddressesView, AddressView, Done, paths } from '@jogakbo/member-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { type AddressDraft, addressFields } from './address-draft.ts';
import { Addresses, type RefusedAddress } from './addresses.tsx';
import { type Done as DoneText, formTexts } from './form-texts.ts';
import { toProblems, toRefused } from './problems.ts';
import { type FrontendContext, toPassed } from './to-passed.ts';

const toPage = (done: DoneText) => `/my?done=${done}#addresses`;

/** Adds the forms of a member's addresses. They are for members only, like all of `/my`. */
export function addAddressActions(app: ReturnType<typeof createFrontend>): void {
  app.post('/my/addresses', async (c) => {
    const text = formTexts[c.var.language];
    const { key, ...form } = await readForm(c.req, [...addressFields, 'preferred', 'key']);
    const draft: AddressDraft = { ...form, preferred: form.preferred === '1' };
    const input = v.safeParse(AddressChange, draft);
    if (!input.success)
      return answerAddresses(c, 422, { draft, problems: toProblems(text, input.issues) }, key);
    const added = await call(c, c.env.BFF, paths.addresses, AddressView, {
      method: 'POST',
      body: input.output,
      identified: true,
      headers: toPassed(c, key),
    });
    if (added.ok) return c.redirect(toPage('address-added'), 303);
    const { status, problems } = toRefused(text, added, 'other');
    return answerAddresses(c, status, { draft, problems }, key);
  });

  app.post('/my/addresses/:address', async (c) => {
    const text = formTexts[c.var.language];
    const id = c.req.param('address');
    const { remove, key, ...form } = await readForm(c.req, [...addressFields, 'preferred', 'remove', 'key']);
    if (remove === '1') {
      const removed = await call(c, c.env.BFF, paths.address(id), Done, {
        method: 'DELETE',
        headers: toPassed(c, key),
        identified: true,
      });
      if (removed.ok) return c.redirect(toPage('address-removed'), 303);
      return removed.reason === 'not-found' ? problem(c, 404) : new Response(null, { status: 503 });
    }
    const draft: AddressDraft = { ...form, preferred: form.preferred === '1' };
    const input = v.safeParse(AddressChange, draft);
    if (!input.success)
      return answerAddresses(c, 422, { id, draft, problems: toProblems(text, input.issues) }, key);
    const changed = await call(c, c.env.BFF, paths.address(id), AddressView, {
      method: 'PUT',
      body: input.output,
      headers: toPassed(c, key),
      identified: true,
    });
    if (changed.ok) return c.redirect(toPage('address-changed'), 303);
    if (changed.reason === 'not-found') return problem(c, 404);
    const { status, problems } = toRefused(text, changed, 'other');
    return answerAddresses(c, status, { id, draft, problems }, key);
  });
}

async function answerAddresses(
  c: FrontendContext,
  status: number,
  refused: RefusedAddress,
  key: string,
): Promise<Response> {
  const { language } = c.var;
  const found = await call(c, c.env.BFF, paths.addresses, AddressesView, { identified: true });
  if (!found.ok) return new Response(null, { status: 503 });
  const { addresses } = found.value;
  // The address is not the member's own, so the page has no form for it.
  if (refused.id && !addresses.some(({ id }) => id === refused.id)) return problem(c, 404);
  const formKey = key || crypto.randomUUID();
  const html = renderStatic(() => Addresses({ language, addresses, formKey, refused }));
  return toFormAnswer('member/addresses', html, status, '/my#addresses');
}
