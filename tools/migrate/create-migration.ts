import { type Difference, findDifferences, readRows } from './find-differences.ts';
import type { Notes, Phase } from './notes.ts';
import { type Legacy, MigrationError, type Move, type Refused, type Row, type Side } from './side.ts';
import type { SliceTable } from './slices.ts';

type Options = Pick<SliceTable, 'own' | 'unique'> & {
  slice: string;
  legacy: Legacy;
  shop: Side;
  notes: Notes;
  /** The most rows of one request to the shop. */
  batch: number;
  onProgress?(text: string): void;
  wait?(milliseconds: number): Promise<void>;
};

export type Migration = ReturnType<typeof createMigration>;

/** How often rows that differ are read again, since a change may be on its way. */
const rounds = 6;
const roundDelayMs = 150;

/**
 * Moves the rows of a slice from the monolith to the shop. Each step may be repeated, goes on after a kill, and can be undone until the
 * clean-up.
 */
export function createMigration({
  slice,
  legacy,
  shop,
  notes,
  batch,
  own = false,
  unique,
  onProgress,
  wait = Bun.sleep,
}: Options) {
  /** The rows that this process followed last, by their keys. */
  const followed = new Map<string, Row | null>();
  const readEnd = () => legacy.changes(Number.MAX_SAFE_INTEGER);

  return {
    /** Copies all rows that differ. From here on the outbox tells what changed. */
    async backfill({ exact = false } = {}) {
      require('new', 'following');
      if (notes.progress().position === undefined)
        notes.save({ position: (await readEnd()).position, cursor: '' });
      notes.save({ phase: 'following' });
      let [copied, only] = [0, 0];
      const refused: Refused[] = [];
      let waiting: Move[] = [];
      const flush = async () => {
        const turnedBack = await store(waiting);
        refused.push(...turnedBack);
        const last = waiting.at(-1)?.key;
        if (last) notes.save({ cursor: last });
        copied += waiting.length - turnedBack.length;
        waiting = [];
      };
      const onPage = (compared: number) => onProgress?.(`${compared} rows compared, ${copied} copied`);
      for await (const difference of findDifferences(legacy, shop, {
        after: notes.progress().cursor,
        onPage,
      })) {
        const { key, from } = difference;
        if (!from && (!exact || isOwn(difference))) only += 1;
        else waiting.push({ key, row: from });
        if (waiting.length === batch) await flush();
      }
      await flush();
      notes.save({ cursor: '' });
      return { copied, onlyInShop: only, refused };
    },

    follow,
    compare,

    /** Freezes the slice in the monolith, and hands it to the shop if both have the same rows. */
    async cutOver() {
      if (notes.progress().phase === 'cut-over') return { ok: true, differences: [] as Difference[] };
      require('following');
      await follow();
      await legacy.freeze(true);
      const { differences } = await compare();
      if (differences.length > 0) {
        await legacy.freeze(false);
        return { ok: false, differences };
      }
      notes.save({ phase: 'cut-over' });
      return { ok: true, differences };
    },

    /** @throws MigrationError while the shop is at work on some of the rows that would go back */
    async requireSettled(): Promise<void> {
      if (notes.progress().phase === 'cut-over') await shop.list('', true);
    },

    /** Gives the slice back to the monolith, with all that was written to the shop since the cut-over. */
    async goBack() {
      if (notes.progress().phase === 'following') return { returned: 0, refused: [] as Refused[] };
      require('cut-over');
      const refused: Refused[] = [];
      let returned = 0;
      let waiting: Move[] = [];
      const flush = async () => {
        const turnedBack = waiting.length > 0 ? await legacy.put(waiting) : [];
        refused.push(...turnedBack);
        returned += waiting.length - turnedBack.length;
        waiting = [];
        onProgress?.(`${returned} rows returned`);
      };
      const settled = { list: (after: string) => shop.list(after, true) };
      for await (const { key, from } of findDifferences(settled, legacy)) {
        waiting.push({ key, row: from });
        if (waiting.length === batch) await flush();
      }
      await flush();
      // What was returned is in the outbox too. The shop already has it.
      notes.save({ position: (await readEnd()).position, phase: 'following' });
      await legacy.freeze(false);
      return { returned, refused };
    },

    /** Puts the rows back that the shop had before. The monolith still owns the slice, so nothing is lost. */
    async undoBackfill() {
      if (notes.progress().phase === 'new') return { restored: 0 };
      require('following');
      const rows = notes.readBefore();
      for (let start = 0; start < rows.length; start += batch) {
        await shop.put(rows.slice(start, start + batch));
        onProgress?.(`${Math.min(start + batch, rows.length)} of ${rows.length} rows put back`);
      }
      notes.forget();
      notes.save({ phase: 'new', position: undefined, cursor: '' });
      return { restored: rows.length };
    },

    /** Forgets what a way back needs. The rows of the monolith stay as they were at the cut-over, and frozen. */
    async cleanUp() {
      if (notes.progress().phase === 'done') return { forgotten: 0 };
      require('cut-over');
      const forgotten = await legacy.forget((await readEnd()).position);
      notes.forget();
      notes.save({ phase: 'done' });
      return { forgotten };
    },
  };

  /** Stores what changed in the monolith since the last time. */
  async function follow() {
    require('following');
    let stored = 0;
    const refused: Refused[] = [];
    for (;;) {
      const { moves, position, more } = await legacy.changes(notes.progress().position ?? 0);
      const turnedBack = await store(moves);
      notes.save({ position });
      for (const { key, row } of moves) followed.set(key, row);
      refused.push(...turnedBack);
      stored += moves.length - turnedBack.length;
      onProgress?.(`${stored} rows followed, up to change ${position}`);
      if (!more) return { stored, position, refused };
    }
  }

  /**
   * Compares all rows. Rows that differ are read again after the outbox was followed, since a change may be on its way. A row that changes all the
   * time is compared with the row that was followed last.
   */
  async function compare() {
    let [compared, onlyInShop] = [0, 0];
    followed.clear();
    let suspects: Difference[] = [];
    const onPage = (count: number) => {
      compared = count;
      onProgress?.(`${count} rows compared, ${suspects.length} differ`);
    };
    for await (const each of findDifferences(legacy, shop, { onPage }))
      if (isOwn(each)) onlyInShop += 1;
      else suspects.push(each);
    for (let round = 0; round < rounds && suspects.length > 0; round++) {
      if (round > 0) await wait(roundDelayMs);
      if (notes.progress().phase === 'following') await follow();
      suspects = await readAgain(suspects.map(({ key }) => key));
    }
    return { compared, onlyInShop, differences: await explain(suspects) };
  }

  /** Whether only the shop has a row, and this migration has not stored it. */
  function isOwn({ key, from }: Difference): boolean {
    return own && !from && !notes.hasNoted(key);
  }

  /** Says of each row that only the monolith has, which row of the shop keeps it away. */
  async function explain(differences: Difference[]): Promise<Difference[]> {
    if (!unique || !differences.some(({ to }) => !to)) return differences;
    const { field, name } = unique;
    const wanted = new Map(differences.filter(({ to }) => !to).map((each) => [each.from?.[field], each.key]));
    const reasons = new Map<string, string>();
    for await (const { key, row } of readRows(shop, '')) {
      const missing = wanted.get(row?.[field]);
      if (missing && missing !== key) reasons.set(missing, `${key} in the shop has the same ${name}`);
    }
    return differences.map((each) => {
      const reason = reasons.get(each.key);
      return reason ? { ...each, reason } : each;
    });
  }

  async function readAgain(keys: string[]): Promise<Difference[]> {
    const differences: Difference[] = [];
    for (let start = 0; start < keys.length; start += 100) {
      const part = keys.slice(start, start + 100);
      const [from, to] = [await legacy.find(part), await shop.find(part)];
      const again = part.map((key) => {
        const expected = followed.has(key) ? followed.get(key) : from.get(key);
        return { key, from: expected ?? null, to: to.get(key) ?? null };
      });
      differences.push(...again.filter((each) => !Bun.deepEquals(each.from, each.to)));
    }
    return differences;
  }

  /** @returns the rows that the shop refuses */
  async function store(moves: Move[]): Promise<Refused[]> {
    const refused: Refused[] = [];
    for (let start = 0; start < moves.length; start += batch) {
      const part = moves.slice(start, start + batch);
      const before = await shop.find(part.map(({ key }) => key));
      notes.noteBefore(part.map(({ key }) => ({ key, row: before.get(key) ?? null })));
      refused.push(...(await shop.put(part)));
    }
    return refused;
  }

  function require(...phases: Phase[]): void {
    const { phase } = notes.progress();
    if (!phases.includes(phase)) throw new MigrationError(hints[phase].replaceAll('<slice>', slice));
  }
}

/** What to do first, if a step does not fit the phase. */
const hints: Record<Phase, string> = {
  new: 'The shop has no rows of <slice> from the monolith yet. Run: bun run migrate <slice> backfill',
  following: 'The monolith still owns <slice>. Run: bun run migrate <slice> cut-over',
  'cut-over':
    'The shop owns <slice> since the cut-over. To go back, run: bun run migrate <slice> cut-over --undo',
  done: 'The migration of <slice> is cleaned up, so there is no way back. The shop owns the rows.',
};
