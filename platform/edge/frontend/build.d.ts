/** What a frontend's build finds out: its version, stylesheet and remote. */
declare module 'jogakbo:build' {
  import type { Build } from '@jogakbo/edge/create-frontend';

  const build: Build;
  export default build;
}
