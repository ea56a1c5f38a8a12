import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AccountFile, folderOf, type Script, type Version } from './account.ts';
import type { Upload } from './api/read-upload.ts';
import { ApiError } from './api-error.ts';
import { resolveBindings } from './resolve-bindings.ts';

type Stored = { file: AccountFile; script: Script; upload: Upload; source: string; now: Date };

/** The files of an upload session, by its jwt: the path of each file → its hash. */
export const sessions = new Map<string, Record<string, string>>();

/**
 * Stores an upload as the newest version of a script.
 *
 * @throws ApiError if a binding leads nowhere, and for a migration that does not follow the last one. Nothing is stored then
 */
export async function storeVersion({ file, script, upload, source, now }: Stored): Promise<Version> {
  const { metadata, modules } = upload;
  const { migrations, assets } = metadata;
  const classes = migrations ? migrate(script, migrations) : script.classes;
  const bindings = resolveBindings(file.account, {
    ...{ script, classes, wanted: metadata.bindings, keep: metadata.keep_bindings },
  });
  const files = assets ? sessions.get(assets.jwt) : undefined;
  if (assets && !files) throw new ApiError(400, 10021, 'The upload session of the assets has ended.');
  const id = randomUUID();
  const folder = folderOf(file.directory, { code: id });
  await writeModules(`${folder}/modules`, modules);
  for (const [path, hash] of Object.entries(files ?? {}))
    await copy(`${file.directory}/assets/${hash}`, `${folder}/assets${path}`);
  const version: Version = {
    ...{
      id,
      code: id,
      number: (script.versions.at(-1)?.number ?? 0) + 1,
      created: now.toISOString(),
      source,
    },
    annotations: toAnnotations(metadata.annotations),
    mainModule: metadata.main_module,
    modules: [...modules.keys()],
    compatibilityDate: metadata.compatibility_date,
    compatibilityFlags: metadata.compatibility_flags,
    bindings,
    ...(files && assets ? { assets: { files, config: assets.config } } : {}),
  };
  const migrationTag = migrations?.new_tag ?? script.migrationTag;
  if (migrationTag) version.migrationTag = migrationTag;
  script.versions.push(version);
  script.draft = {};
  script.classes = classes;
  if (migrations?.new_tag) script.migrationTag = migrations.new_tag;
  await forgetOldVersions(file, script);
  return version;
}

/** Stores the newest version once more with other secrets, as the platform does. */
export function storeSecrets(
  script: Script,
  change: Record<string, string | null>,
  now: Date,
): Version | undefined {
  const last = script.versions.at(-1);
  if (!last) {
    for (const [name, text] of Object.entries(change)) {
      if (text === null) delete script.draft[name];
      else script.draft[name] = text;
    }
    return undefined;
  }
  const kept = last.bindings.filter(({ name }) => !(name in change));
  const added = Object.entries(change).flatMap(([name, text]) =>
    text === null ? [] : [{ name, type: 'secret_text', text }],
  );
  const version: Version = {
    ...last,
    ...{ id: randomUUID(), number: last.number + 1, created: now.toISOString(), source: 'wrangler' },
    annotations: { 'workers/triggered_by': 'secret' },
    bindings: [...kept, ...added],
  };
  script.versions.push(version);
  return version;
}

function migrate(script: Script, { old_tag, steps }: NonNullable<Upload['metadata']['migrations']>) {
  if ((old_tag ?? '') !== (script.migrationTag ?? ''))
    throw new ApiError(
      412,
      10079,
      `Migration tag precondition failed; expected tag ${old_tag}, got ${script.migrationTag}.`,
    );
  const classes = { ...script.classes };
  for (const step of steps) {
    for (const name of step.new_classes) classes[name] = { sqlite: false };
    for (const name of step.new_sqlite_classes) classes[name] = { sqlite: true };
    for (const name of step.deleted_classes) delete classes[name];
    for (const { from, to } of step.renamed_classes) {
      classes[to] = classes[from] ?? { sqlite: true };
      delete classes[from];
    }
  }
  return classes;
}

/** An upload names its modules, so a name must not lead out of the folder. */
async function writeModules(folder: string, modules: Map<string, File>): Promise<void> {
  for (const [name, module] of modules) {
    if (name.startsWith('/') || name.split('/').includes('..'))
      throw new ApiError(400, 10021, `The name of the module ${name} is not allowed.`);
    const path = `${folder}/${name}`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await module.bytes());
  }
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

function toAnnotations(annotations: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
}

/** The platform can deploy the last 100 uploads. */
const keptVersions = 100;

async function forgetOldVersions({ directory }: AccountFile, script: Script): Promise<void> {
  const old = script.versions.splice(0, Math.max(0, script.versions.length - keptVersions));
  for (const version of old)
    if (!script.versions.some(({ code }) => code === version.code))
      await rm(folderOf(directory, version), { recursive: true, force: true });
}
