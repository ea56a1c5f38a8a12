import { cpus, totalmem } from 'node:os';
import { conditions } from './lighthouse/conditions.ts';
import { loadTool } from './load/generate-load.ts';
import { usualConnections } from './load/measure-rate.ts';
import { type Effort, missedBy, type Row } from './section.ts';
import { findNode, nodeVersion } from './targets/find-node.ts';
import { v8Flags } from './targets/start-workerd.ts';

/** The stored result of a run: the machine, the versions, and every number of the table. */
export function toResults(rows: Row[], effort: Effort, now: Date) {
  return {
    date: now.toISOString(),
    machine: {
      platform: `${process.platform} ${process.arch}`,
      cores: cpus().length,
      processor: cpus()[0]?.model.trim(),
      memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    },
    versions: {
      bun: Bun.version,
      node: nodeVersion(findNode()),
      ...Object.fromEntries(compared.map((name) => [name, versionOf(name)])),
    },
    load: { tool: loadTool, connections: usualConnections, ...effort },
    workerd: { v8Flags },
    lighthouse: conditions,
    rows: rows.map((row) => ({ ...row, reached: missedBy(row) === 0 })),
  };
}

const compared = ['miniflare', '@podium/layout', '@podium/podlet', 'node-tailor', 'hono', 'lighthouse'];

function versionOf(name: string): string {
  return require(`${import.meta.dir}/node_modules/${name}/package.json`).version;
}
