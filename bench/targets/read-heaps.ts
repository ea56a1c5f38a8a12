import { openInspector } from './open-inspector.ts';

/** The live memory of isolates in MiB, by the names of their workers. */
export type Heaps = Map<string, number>;

/**
 * Reads the memory that isolates hold after a garbage collection. Only a heap snapshot makes workerd collect; the snapshot itself is
 * not used.
 *
 * @param port of workerd's inspector
 * @param names of the workers to read
 */
export async function readHeaps(port: number, names: string[]): Promise<Heaps> {
  const heaps: Heaps = new Map();
  for (const name of names) {
    const inspector = await openInspector(port, `core:user:${name}`);
    try {
      await inspector.send('HeapProfiler.enable');
      await inspector.send('HeapProfiler.takeHeapSnapshot');
      const { usedSize } = await inspector.send<{ usedSize: number }>('Runtime.getHeapUsage');
      heaps.set(name, usedSize / 1_024 / 1_024);
    } finally {
      inspector.close();
    }
  }
  return heaps;
}
