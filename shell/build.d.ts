/** The build writes this module from `styles/` and `platform/browser`. */
declare module 'jogakbo:build' {
  import type { Frame, Inline } from '@jogakbo/compose';
  export const frame: Frame;
  export const boundaries: Inline;
  /** The path of the script that measures a page. */
  export const beacon: string;
  /** The styles of the bar of a preview. */
  export const previewStyles: Inline;
  /** The path of the rules that tell a browser which links to load ahead. */
  export const speculationRules: string;
}
