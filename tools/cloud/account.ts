import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A binding of an uploaded version, with everything that the upload inherited filled in. */
export type Binding = { name: string; type: string; [key: string]: unknown };

/** One upload of a worker. Its modules and assets are in the folder of the version. */
export type Version = {
  id: string;
  /** The folder of its code. A new secret makes a new version with the same code. */
  code: string;
  number: number;
  created: string;
  annotations: Record<string, string>;
  source: string;
  mainModule: string;
  modules: string[];
  compatibilityDate: string;
  compatibilityFlags: string[];
  bindings: Binding[];
  assets?: { files: Record<string, string>; config: Record<string, unknown> };
  /** The last change of Durable Objects that it was uploaded for. */
  migrationTag?: string;
};

export type Share = { version_id: string; percentage: number };
export type Deployment = {
  id: string;
  created: string;
  source: string;
  versions: Share[];
  annotations: Record<string, string>;
};

export type Script = {
  name: string;
  tag: string;
  created: string;
  versions: Version[];
  /** The newest one is the last one. A draft, which has only secrets, has none. */
  deployments: Deployment[];
  /** The secrets of a draft, which the first version takes. */
  draft: Record<string, string>;
  schedules: string[];
  subdomain: { enabled: boolean; previews_enabled: boolean };
  /** Its custom domains. */
  domains?: string[];
  settings: Record<string, unknown>;
  migrationTag?: string;
  classes: Record<string, { sqlite: boolean }>;
};

export type Consumer = {
  consumer_id: string;
  script: string;
  dead_letter_queue?: string;
  settings: Record<string, number | null>;
};
export type Queue = {
  queue_id: string;
  queue_name: string;
  created_on: string;
  settings: Record<string, unknown>;
  consumers: Consumer[];
};
export type Database = {
  uuid: string;
  name: string;
  created_at: string;
  version: string;
  location?: string;
};
export type Workflow = {
  id: string;
  name: string;
  script_name: string;
  class_name: string;
  created_on: string;
};

/** Everything that the stand-in knows of the one account that it serves. */
export type Account = {
  scripts: Record<string, Script>;
  queues: Queue[];
  databases: Database[];
  namespaces: { id: string; title: string }[];
  buckets: { name: string; creation_date: string }[];
  workflows: Workflow[];
};

export type AccountFile = { account: Account; directory: string; save(): void };

/** Opens the account of a state folder. The file holds secrets, so only its owner can read it. */
export function openAccount(directory: string): AccountFile {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = `${directory}/account.json`;
  const account = readAccount(path);
  return {
    account,
    directory,
    save() {
      writeFileSync(`${path}.part`, JSON.stringify(account), { mode: 0o600 });
      renameSync(`${path}.part`, path);
    },
  };
}

/** The versions that serve now, with their shares. */
export function sharesOf(script: Script): Share[] {
  return script.deployments.at(-1)?.versions ?? [];
}

/** Returns the version with the largest share. Durable Objects, queues and crons run in it. */
export function mainVersionOf(script: Script): Version | undefined {
  const [first] = sharesOf(script).toSorted((a, b) => b.percentage - a.percentage);
  return script.versions.find(({ id }) => id === first?.version_id);
}

/** The folder of the modules and assets of a version. */
export function folderOf(directory: string, { code }: Pick<Version, 'code'>): string {
  return `${directory}/versions/${code}`;
}

function readAccount(path: string): Account {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    return { scripts: {}, queues: [], databases: [], namespaces: [], buckets: [], workflows: [] };
  }
}
