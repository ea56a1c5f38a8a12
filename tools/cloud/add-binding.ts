import { type Account, type Binding, mainVersionOf, type Script, type Version } from './account.ts';

/** The worker that chooses the version of a script for each request. */
export const routerName = 'cloud-router';

type Owner = { account: Account; script: Script; version: Version };

/**
 * Adds a binding of a version to the options of its worker in Miniflare.
 *
 * @param tables the options so far, such as `kvNamespaces`, each by the names of bindings
 */
export function addBinding(
  tables: Record<string, Record<string, unknown>>,
  binding: Binding,
  { account, script, version }: Owner,
): void {
  const { name, type } = binding;
  const put = (table: string, value: unknown) => {
    tables[table] = { ...tables[table], [name]: value };
  };
  if (type === 'plain_text' || type === 'secret_text') put('bindings', binding.text);
  if (type === 'json') put('bindings', binding.json);
  if (type === 'version_metadata')
    put('bindings', {
      id: version.id,
      tag: version.annotations['workers/tag'] ?? '',
      timestamp: version.created,
    });
  if (type === 'kv_namespace') put('kvNamespaces', binding.namespace_id);
  if (type === 'd1') put('d1Databases', binding.id ?? binding.database_id);
  if (type === 'r2_bucket') put('r2Buckets', binding.bucket_name);
  if (type === 'queue') put('queueProducers', { queueName: binding.queue_name });
  if (type === 'analytics_engine')
    put('serviceBindings', {
      ...{ name: routerName, entrypoint: 'Dataset', props: { dataset: binding.dataset } },
    });
  if (type === 'service') {
    const props = {
      script: binding.service,
      ...(binding.entrypoint ? { entrypoint: binding.entrypoint } : {}),
    };
    put('serviceBindings', { name: routerName, entrypoint: 'Route', props });
  }
  if (type === 'durable_object_namespace') {
    const owner = account.scripts[String(binding.script_name ?? script.name)];
    if (owner) put('durableObjects', toBound(owner, version, script, String(binding.class_name)));
  }
  if (type === 'workflow') {
    const owner = account.scripts[String(binding.script_name ?? script.name)];
    const main = owner && mainVersionOf(owner);
    const scriptName =
      owner && main && main.id !== version.id ? { scriptName: toWorkerName(owner, main) } : {};
    put('workflows', { name: binding.workflow_name, className: binding.class_name, ...scriptName });
  }
}

function toBound(owner: Script, version: Version, script: Script, className: string) {
  const main = mainVersionOf(owner);
  const object = toObject(owner, className, owner.classes[className]?.sqlite ?? true);
  if (!main || (owner === script && main.id === version.id)) return object;
  return { ...object, scriptName: toWorkerName(owner, main) };
}

/** The key of the storage has the name of the script, so that each version finds the same objects. */
export function toObject(script: Script, className: string, useSQLite: boolean) {
  return { className, useSQLite, unsafeUniqueKey: `${script.name}-${className}` };
}

/** Miniflare's name of a version. */
export function toWorkerName(script: Pick<Script, 'name'>, version: Pick<Version, 'id'>): string {
  return `${script.name}--${version.id.slice(0, 8)}`;
}
