import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Lists the ids of this process's children with that name, on systems with `/proc`. */
export function childrenCalled(name: string): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const [, command, parent] = readStat(pid).match(/\((.*)\) \S (\d+)/) ?? [];
      return command === name && Number(parent) === process.pid;
    });
}

/** Reads the processor time of a process, in milliseconds. */
export function processorTime(pid: number): number {
  const [user, system] = readStat(pid)
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * millisecondsPerTick;
}

// USER_HZ: Linux always shows 100 to programs, whatever it uses itself.
const millisecondsPerTick = 10;

/** Reads the resident memory of a process, in MiB. */
export function residentMemory(pid: number): number {
  const [, kibibytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB/m) ?? [];
  if (!kibibytes) throw new Error(`process ${pid} has no resident memory`);
  return Number(kibibytes) / 1_024;
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
