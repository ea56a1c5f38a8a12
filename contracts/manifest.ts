import * as v from 'valibot';

/** A slice's declaration of one fragment. */
export const FragmentDeclaration = v.object({
  /** The names of the query parameters that it reads. It gets no others. */
  params: v.array(v.string()),
  /** A personal fragment gets identity headers and is never cached or shared. */
  personal: v.boolean(),
  /** Whether the remote exposes `./<name>`, which hydrates the fragment on the first interaction. */
  island: v.boolean(),
  /** Document events on which the browser fetches it again. */
  refreshOn: v.array(v.string()),
});
export type FragmentDeclaration = v.InferOutput<typeof FragmentDeclaration>;

/** `GET /fragments.json`: a slice's manifest. The engine checks the same rules by hand, in `platform/compose/find-manifest-fault.ts`. */
export const Manifest = v.object({
  slice: v.string(),
  version: v.string(),
  fragments: v.record(v.string(), FragmentDeclaration),
  /** Inlined once in each page. `hash` is the CSP source expression of `content`, `sha256-…`. */
  stylesheet: v.object({ content: v.string(), hash: v.string() }),
  /** The URL path of the Module Federation manifest of this version; null for a slice without islands. */
  remote: v.nullable(v.string()),
});
export type Manifest = v.InferOutput<typeof Manifest>;
