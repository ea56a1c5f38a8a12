import { root } from '../workers.ts';
import { createMigration } from './create-migration.ts';
import { openNotes } from './notes.ts';
import { createLegacy, createShop } from './side.ts';
import { slices } from './slices.ts';

export type Programs = {
  /** The address of the shop, and its OPERATOR_TOKEN. */
  shop: string;
  token: string;
  /** The origin of the monolith, and its DATA_KEY. */
  legacy: string;
  key: string;
  /** The folder of the notes. */
  state: string;
};

/** The folder of the notes, if the command names no other. */
export const defaultState = `${root}/.wrangler/migrate`;

/** Opens the migration of one slice. @param onProgress receives a sentence now and then */
export async function openMigration(slice: string, programs: Programs, onProgress?: (text: string) => void) {
  const notes = await openNotes(programs.state, slice, programs.key);
  const { batch = 1, own = false, unique } = slices[slice] ?? {};
  const migration = createMigration({
    ...{ slice, notes, batch, own, ...(unique ? { unique } : {}) },
    legacy: createLegacy({
      ...{ url: `${toOrigin(programs.legacy)}/data/${slice}`, token: programs.key, name: 'The monolith' },
    }),
    shop: createShop({
      ...{ url: `${toOrigin(programs.shop)}/api/operator/moves/${slice}`, token: programs.token },
      name: 'The shop',
    }),
    ...(onProgress ? { onProgress } : {}),
  });
  return { migration, notes };
}

function toOrigin(url: string): string {
  return url.replace(/\/+$/, '');
}
