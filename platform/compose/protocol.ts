/**
 * The fragment protocol, for servers of fragments and for their tests: its headers, paths and schemas. It needs valibot, and the engine
 * does not.
 *
 * @module
 */
export {
  type FragmentName,
  headerPrefix,
  headers,
  isRefused,
  manifestPath,
  toFragmentPath,
} from '@jogakbo/contracts/fragment';
export {
  type AskedFragment,
  type BatchPart,
  batchLimit,
  batchType,
  type FragmentBatch,
  readParts,
  toBatchPath,
  writePart,
} from '@jogakbo/contracts/fragment-batch';
export { FragmentDeclaration, Manifest } from '@jogakbo/contracts/manifest';
