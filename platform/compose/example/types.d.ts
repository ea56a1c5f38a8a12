// Bun and bundlers import a stylesheet as text with `with { type: 'text' }`.
declare module '*.css' {
  const text: string;
  export default text;
}
