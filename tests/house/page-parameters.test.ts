import { expect, test } from 'bun:test';
import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Page } from '../../platform/compose/page.ts';
import { pages } from '../../shell/pages.ts';
import { listWorkers } from '../../tools/workers.ts';

/** Parameters that a fragment of every page reads on one page only. */
const elsewhere: Record<string, string[]> = { 'search/box': ['q', 'department'] };
/** Parameters that the shell itself gives to each fragment that declares them. */
const given = ['origin'];

const frontends = (await listWorkers()).filter(({ kind }) => kind === 'frontend');
const manifests = new Map(
  await Promise.all(
    frontends.map(async ({ directory, slice }) => {
      const { default: app } = await import(`${directory}/worker.ts`);
      const manifest = await app.request('/fragments.json', {}, { LOG_LEVEL: 'off' });
      return [slice, (await manifest.json()) as Manifest] as const;
    }),
  ),
);

test.each(Object.entries(pages))(
  'the page %s declares every query parameter that its fragments read',
  (path, { page }) => {
    const known = [...path.matchAll(/:([a-z]+)/g)]
      .map(([, name]) => name as string)
      .concat(page.query, given);
    const unknown = toSlots(page).flatMap(({ fragment, params = {} }) => {
      const [slice = '', name = ''] = fragment.split('/');
      const declared = manifests.get(slice)?.fragments[name]?.params ?? [];
      return declared
        .filter((param) => !known.includes(param) && !(param in params))
        .filter((param) => !elsewhere[fragment]?.includes(param))
        .map((param) => `${fragment} reads ${param}`);
    });
    expect(unknown).toEqual([]);
  },
);

function toSlots({ head, slots }: Page) {
  return [head, ...Object.values(slots)].flatMap((slot) => ('fragment' in slot ? [slot] : []));
}
