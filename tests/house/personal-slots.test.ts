import { expect, test } from 'bun:test';
import { Manifest } from '@jogakbo/contracts/manifest';
import { Glob } from 'bun';
import * as v from 'valibot';
import { pages } from '../../shell/pages.ts';

type Frontend = { request(path: string, init: RequestInit, env: object): Promise<Response> };

test('a slot is declared personal if its fragment is, so that a new isolate asks for it with the identity', async () => {
  const personal = new Map<string, boolean>();
  for (const file of new Glob('frontends/*/worker.ts').scanSync()) {
    const { default: worker } = (await import(`../../${file}`)) as { default: Frontend };
    const answer = await worker.request('/fragments.json', {}, { LOG_LEVEL: 'off' });
    const { slice, fragments } = v.parse(Manifest, await answer.json());
    for (const [name, declared] of Object.entries(fragments))
      personal.set(`${slice}/${name}`, declared.personal);
  }
  const slots = Object.entries(pages).flatMap(([path, { page }]) =>
    [page.head, ...Object.values(page.slots)].flatMap((slot) =>
      'fragment' in slot ? [{ path, fragment: slot.fragment, personal: slot.personal ?? false }] : [],
    ),
  );
  expect(slots.length).toBeGreaterThan(100);
  for (const slot of slots)
    expect(slot).toEqual({ ...slot, personal: personal.get(slot.fragment) as boolean });
});

test('a page whose address holds a token is confidential', () => {
  const withToken = Object.values(pages).filter(({ hasToken }) => hasToken);
  expect(withToken.length).toBeGreaterThan(2);
  expect(withToken.filter(({ page }) => !page.confidential)).toEqual([]);
});
