/** The results of a frontend's build: its version, stylesheet and remote. */
declare module 'jogakbo:build' {
  import type { Build } from '@jogakbo/edge/create-frontend';

  const build: Build;
  export default build;
}
