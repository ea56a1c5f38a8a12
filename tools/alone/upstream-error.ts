/** Why a deployed shop cannot be the rest of a slice that runs alone, in a sentence. */
export class UpstreamError extends Error {
  override name = 'UpstreamError';
}
