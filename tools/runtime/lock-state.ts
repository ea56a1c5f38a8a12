import { Database } from 'bun:sqlite';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

export type StateLock = { release(): void };

/**
 * Locks a state folder for this process with SQLite's own file lock. The operating system releases that lock when the process ends,
 * however it ends, so a killed process leaves no lock behind.
 *
 * @throws Error that names the process that holds the folder, and since when
 */
export function lockState(stateDirectory: string): StateLock {
  mkdirSync(stateDirectory, { recursive: true });
  const note = `${stateDirectory}/lock.json`;
  const database = new Database(`${stateDirectory}/lock.sqlite`);
  try {
    database.run('PRAGMA locking_mode = EXCLUSIVE');
    database.run('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!/locked/.test(String(error))) throw error;
    throw new Error(`${stateDirectory} is in use by ${readHolder(note)}. Stop that process first.`);
  }
  held.add(database);
  writeFileSync(note, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  return {
    release() {
      held.delete(database);
      database.close();
    },
  };
}

/** A database that is garbage collected closes its file, so the lock of a caller that drops the result would end by itself. */
const held = new Set<Database>();

function readHolder(note: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(note, 'utf8'));
    return `process ${pid} since ${since}`;
  } catch {
    return 'another process';
  }
}
