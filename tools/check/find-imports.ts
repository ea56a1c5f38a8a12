/** An import in a source text: the specifier, and whether it is `import type` or `export type`. */
export type FoundImport = { specifier: string; typeOnly: boolean };

/** Finds the imports of a source text. Imports of types count, and `export … from` and `import()` too. */
export function findImports(source: string): FoundImport[] {
  const pattern =
    /(?:^|[\n;])\s*(import|export)\b( type\b)?[^'"();]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...withoutComments(source).matchAll(pattern)].map(([, , type, from, bare]) => ({
    specifier: (from ?? bare) as string,
    typeOnly: type !== undefined,
  }));
}

/** Removes comments. A pattern of paths, such as `'/assets/*'`, begins no comment. */
export function withoutComments(source: string): string {
  return source.replace(/(?<=^|[\s({])\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
