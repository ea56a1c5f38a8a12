import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { lockState } from '../runtime/lock-state.ts';
import { createNoteSealer } from './create-note-sealer.ts';
import { MigrationError, type Move } from './side.ts';

/**
 * Where the migration of a slice is. `new`: nothing was done. `following`: the shop has the rows, and follows the changes of the legacy. `cut-over`:
 * the shop owns the rows. `done`: cleaned up.
 */
export type Phase = 'new' | 'following' | 'cut-over' | 'done';
export type Progress = {
  phase: Phase;
  /** The number of the outbox that was followed last. */
  position?: number | undefined;
  /** The last key of a backfill that is not finished. */
  cursor?: string;
};

/** A noted row. An older command has written it without encryption, as `row`. */
type Line = { key: string; sealed?: string; row?: Move['row'] };

export type Notes = Awaited<ReturnType<typeof openNotes>>;

/**
 * Opens the notes about the migration of a slice. One process at a time has them; others wait a few seconds.
 *
 * @param folder is made
 * @param secret encrypts the noted rows, since they may have personal data
 */
export async function openNotes(folder: string, slice: string, secret: string) {
  const directory = `${folder}/${slice}`;
  const lock = await takeLock(directory);
  const file = `${directory}/progress.json`;
  const beforeFile = `${directory}/before.jsonl`;
  let progress = readProgress(file);
  const sealer = createNoteSealer(secret, slice);
  const noted = new Set(readLines().keys());

  return {
    progress: () => progress,
    save(change: Partial<Progress>): void {
      progress = { ...progress, ...change };
      writeFileSync(`${file}.new`, JSON.stringify(progress));
      renameSync(`${file}.new`, file);
    },
    /** Notes rows of the shop before they are replaced for the first time. They are what an undo restores. */
    noteBefore(rows: Move[]): void {
      const fresh = rows.filter(({ key }) => !noted.has(key));
      for (const { key } of fresh) noted.add(key);
      const lines = fresh.map(
        ({ key, row }) => `${JSON.stringify({ key, sealed: sealer.seal(key, row) })}\n`,
      );
      if (fresh.length > 0) appendFileSync(beforeFile, lines.join(''), { mode: 0o600 });
    },
    /** Whether this row was noted, and so was stored by this migration. */
    hasNoted: (key: string) => noted.has(key),
    /** @throws MigrationError if the rows were noted with another key */
    readBefore: (): Move[] =>
      [...readLines()].map(([key, { sealed, row = null }]) => ({
        key,
        row: sealed ? (sealer.open(key, sealed) as Move['row']) : row,
      })),
    forget(): void {
      rmSync(beforeFile, { force: true });
      noted.clear();
    },
    close: () => lock.release(),
  };

  /** A line that a kill cut off is no row: it is noted again before its row is replaced. */
  function readLines(): Map<string, Line> {
    const lines = new Map<string, Line>();
    if (!existsSync(beforeFile)) return lines;
    const text = readFileSync(beforeFile, 'utf8');
    if (text && !text.endsWith('\n')) appendFileSync(beforeFile, '\n');
    for (const each of text.split('\n')) {
      const line = parse(each);
      if (line && !lines.has(line.key)) lines.set(line.key, line);
    }
    return lines;
  }
}

/** A follower that watches lets others in between its rounds. */
async function takeLock(directory: string) {
  for (let attempt = 1; ; attempt++)
    try {
      return lockState(directory);
    } catch (error) {
      if (attempt === mostAttempts) throw new MigrationError((error as Error).message);
      await Bun.sleep(attemptDelayMs);
    }
}

const mostAttempts = 50;
const attemptDelayMs = 100;

function readProgress(file: string): Progress {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { phase: 'new' };
}

function parse(line: string): Line | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
