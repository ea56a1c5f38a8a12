import type { Context } from 'hono';
import * as v from 'valibot';
import { ApiError } from '../api-error.ts';

const Steps = v.object({
  new_classes: v.optional(v.array(v.string()), []),
  new_sqlite_classes: v.optional(v.array(v.string()), []),
  deleted_classes: v.optional(v.array(v.string()), []),
  renamed_classes: v.optional(v.array(v.object({ from: v.string(), to: v.string() })), []),
});

/** The part `metadata` of an upload, as far as this stand-in reads it. */
const Metadata = v.object({
  main_module: v.string(),
  compatibility_date: v.optional(v.string(), '2021-11-02'),
  compatibility_flags: v.optional(v.array(v.string()), []),
  bindings: v.optional(v.array(v.looseObject({ name: v.string(), type: v.string() })), []),
  keep_bindings: v.optional(v.array(v.string()), []),
  annotations: v.optional(v.record(v.string(), v.nullish(v.string())), {}),
  migrations: v.optional(
    v.object({
      old_tag: v.optional(v.string()),
      new_tag: v.optional(v.string()),
      steps: v.optional(v.array(Steps), []),
    }),
  ),
  assets: v.optional(v.object({ jwt: v.string(), config: v.optional(v.looseObject({}), {}) })),
  keep_assets: v.optional(v.boolean(), false),
});

/** An uploaded worker: its settings and its modules. */
export type Upload = { metadata: v.InferOutput<typeof Metadata>; modules: Map<string, File> };

/** Reads the multipart body with which wrangler uploads a worker. @throws ApiError for code without its main module */
export async function readUpload(c: Context): Promise<Upload> {
  const form = await c.req.formData();
  const text = form.get('metadata');
  if (text === null) throw new ApiError(400, 10021, 'The upload has no metadata.');
  const metadata = v.parse(Metadata, JSON.parse(typeof text === 'string' ? text : await text.text()));
  const modules = new Map<string, File>();
  form.forEach((value, name) => {
    if (name !== 'metadata' && typeof value !== 'string') modules.set(name, value as unknown as File);
  });
  if (!modules.has(metadata.main_module))
    throw new ApiError(400, 10021, `No such module "${metadata.main_module}".`);
  return { metadata, modules };
}
