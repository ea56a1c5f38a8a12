import * as v from 'valibot';

/**
 * Checks the data of one file of words against its schema.
 *
 * @param file the name of the file in tools/seed/words
 * @throws Error that names the file and each wrong entry
 */
export function checkWords<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  data: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const lines = result.issues.map((issue) => `  ${toEntry(issue)}${issue.message}`);
  throw new Error(`tools/seed/words/${file} has wrong entries:\n${lines.join('\n')}`);
}

/** Where the entry is, such as `groups > baby-care > leaves > baby-nappies > things > 밴드 기저귀 > price: `. */
function toEntry(issue: v.BaseIssue<unknown>): string {
  const steps = (issue.path ?? []).map(({ key, value }) => toName(value) ?? String(key));
  return steps.length > 0 ? `${steps.join(' > ')}: ` : '';
}

/** Names an entry of a list by its slug or noun, which is easier to find than a number. */
function toName(value: unknown): string | undefined {
  const entry = v.safeParse(Named, value);
  return entry.success ? (entry.output.slug ?? entry.output.noun) : undefined;
}

const Named = v.looseObject({ slug: v.optional(v.string()), noun: v.optional(v.string()) });
