import * as v from 'valibot';

/** A slice's declaration of one fragment. */
export const FragmentDeclaration = v.object({
  /** The names of the query parameters that it reads. It gets no others. */
  params: v.optional(v.array(v.string()), () => []),
  /** A personal fragment gets identity headers and is never cached or shared. */
  personal: v.optional(v.boolean(), false),
  /** Whether the remote exposes `./<name>`, which hydrates the fragment on the first interaction. */
  island: v.optional(v.boolean(), false),
  /** Document events on which the browser fetches it again. */
  refreshOn: v.optional(v.array(v.string()), () => []),
});
export type FragmentDeclaration = v.InferOutput<typeof FragmentDeclaration>;

/** Styles that can be the content of a `<style>`. */
const Styles = v.pipe(v.string(), v.regex(/^(?![\s\S]*<\/style)/i));
/** A CSP source expression without its quotes: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
const Hash = v.pipe(v.string(), v.regex(/^(?:sha(?:256|384|512)-[\w+/=-]*)?$/));

/**
 * `GET /fragments.json`: a slice's manifest. Only `slice`, `version` and `fragments` are required, and a fragment may be declared as `{}`. The
 * engine checks the same rules by hand, in `platform/compose/find-manifest-fault.ts`.
 */
export const Manifest = v.object({
  slice: v.string(),
  /** It gets into headers. */
  version: v.pipe(v.string(), v.regex(/^[\x20-\x7e]*$/)),
  fragments: v.record(v.string(), FragmentDeclaration),
  /** Inlined once in each page. `hash` is the CSP source expression of `content`, `sha256-…`; the engine computes it if it is missing. */
  stylesheet: v.optional(v.object({ content: Styles, hash: v.optional(Hash, '') }), () => ({
    ...{ content: '', hash: '' },
  })),
  /** The URL path of the Module Federation manifest of this version; null for a slice without islands. */
  remote: v.optional(v.nullable(v.string()), null),
  /** Whether the frontend answers requests for several fragments, see `fragment-batch.ts`. */
  batches: v.optional(v.boolean()),
});
export type Manifest = v.InferOutput<typeof Manifest>;
/** A manifest as a slice may send it. */
export type ManifestInput = v.InferInput<typeof Manifest>;
