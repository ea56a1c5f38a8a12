/** What the build makes of `styles/` and `platform/browser`. */
declare module 'jogakbo:build' {
  import type { Frame, Inline } from '@jogakbo/compose';
  export const frame: Frame;
  export const boundaries: Inline;
  /** The path of the rules by which a browser loads links ahead. */
  export const speculationRules: string;
}
