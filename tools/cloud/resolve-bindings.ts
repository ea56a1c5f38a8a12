import type { Account, Binding, Script } from './account.ts';
import { ApiError } from './api-error.ts';

type Wanted = { script: Script; wanted: Binding[]; keep: string[]; classes: Record<string, unknown> };

/**
 * Fills in what an upload inherits from the newest version, and checks that everything exists that the bindings name.
 *
 * @throws ApiError with the code of the platform for the first binding that leads nowhere
 */
export function resolveBindings(account: Account, { script, wanted, keep, classes }: Wanted): Binding[] {
  const before = [
    ...(script.versions.at(-1)?.bindings ?? []),
    ...Object.entries(script.draft).map(([name, text]) => ({ name, type: 'secret_text', text })),
  ];
  const resolved = wanted.map((binding) => {
    if (binding.type !== 'inherit') return binding;
    const old = before.find(({ name }) => name === (binding.old_name ?? binding.name));
    if (old) return { ...old, name: binding.name };
    throw new ApiError(
      400,
      10057,
      `inherit binding '${binding.name}' is invalid as there is no corresponding existing binding`,
    );
  });
  const kept = before.filter(
    ({ name, type }) => keep.includes(type) && !resolved.some((binding) => binding.name === name),
  );
  const all = [...resolved, ...kept];
  for (const binding of all) check(account, binding, script, classes);
  return all;
}

function check(account: Account, binding: Binding, script: Script, classes: Record<string, unknown>): void {
  const { name, type } = binding;
  if (type === 'service') {
    const service = String(binding.service);
    if (service !== script.name && !account.scripts[service]?.versions.length)
      throw new ApiError(
        400,
        10143,
        `Service binding '${name}' references Worker '${service}' which was not found. Verify the Worker exists in your account and that the service name in your configuration is correct.`,
      );
  }
  if (type === 'kv_namespace') {
    const id = String(binding.namespace_id);
    if (!/^[0-9a-f]{32}$/.test(id))
      throw new ApiError(
        400,
        10042,
        `KV namespace '${id}' is not valid. Please verify the namespace_id in your configuration.`,
      );
    if (!account.namespaces.some((namespace) => namespace.id === id))
      throw new ApiError(400, 10041, `KV namespace '${id}' not found.`);
  }
  if (type === 'queue' && !account.queues.some(({ queue_name }) => queue_name === binding.queue_name))
    throw new ApiError(400, 11000, `Queue '${binding.queue_name}' of binding '${name}' was not found.`);
  if (type === 'd1' && !account.databases.some(({ uuid }) => uuid === (binding.id ?? binding.database_id)))
    throw new ApiError(400, 10181, `binding ${name} of type d1 references a database that was not found.`);
  if (type === 'r2_bucket' && !account.buckets.some((bucket) => bucket.name === binding.bucket_name))
    throw new ApiError(400, 10085, `R2 bucket '${binding.bucket_name}' not found.`);
  if (type === 'durable_object_namespace') {
    const owner = String(binding.script_name ?? script.name);
    const known = owner === script.name ? classes : account.scripts[owner]?.classes;
    if (!known || !(String(binding.class_name) in known))
      throw new ApiError(
        400,
        10061,
        `Cannot create binding for class '${binding.class_name}' because it is not currently configured to implement Durable Objects. Did you forget to apply a migration?`,
      );
  }
}
