import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The ids of this process's own children of that name, where the system has `/proc`. */
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

/** The time the processor has spent on a process, in milliseconds. */
export function processorTime(pid: number): number {
  const [user, system] = readStat(pid)
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * millisecondsPerTick;
}

// USER_HZ, which Linux shows to programs as 100 whatever it uses itself.
const millisecondsPerTick = 10;

/** The memory a process has resident, in MiB. */
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
