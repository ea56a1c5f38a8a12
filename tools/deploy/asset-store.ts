import * as v from 'valibot';
import { type Cloudflare, CloudflareError } from './cloudflare.ts';

/** One version of a slice whose files are in the bucket. */
export type StoredVersion = {
  build: string;
  /** The keys of its files, which are their URL paths without the first slash. */
  files: string[];
  storedAt: string;
  /** The last time at which a deploy or a prune found the version in the deployment. */
  usedAt: string;
};

/** The bucket with the files of all versions, for pages that were opened before a deploy. */
export const assetBucket = 'jogakbo-assets';

const Index = v.object({
  versions: v.array(
    v.object({ build: v.string(), files: v.array(v.string()), storedAt: v.string(), usedAt: v.string() }),
  ),
});

/**
 * Opens the bucket. Each slice has an index of its versions there, so that two slices can be deployed at once.
 *
 * @param bucket its name in the account
 */
export function openAssetStore(cloudflare: Cloudflare, bucket: string) {
  const path = (key: string) => `/r2/buckets/${bucket}/objects/${key}`;
  const indexKey = (slice: string) => `index/${slice}.json`;

  return {
    /** The versions of a slice, the oldest first. @throws CloudflareError for an index in another form */
    async list(slice: string): Promise<StoredVersion[]> {
      const text = await cloudflare.findText(path(indexKey(slice)));
      if (text === undefined) return [];
      try {
        return v.parse(Index, JSON.parse(text)).versions;
      } catch {
        const what = `${indexKey(slice)} in the bucket ${bucket}`;
        throw new CloudflareError(`${what} has another form. Delete it, and deploy ${slice} again.`, 0);
      }
    },

    put: (key: string, file: Blob) => cloudflare.putFile(path(key), file),

    remove: (key: string) => cloudflare.remove(path(key)),

    keep: (slice: string, versions: StoredVersion[]) =>
      cloudflare.putText(path(indexKey(slice)), JSON.stringify({ versions })),
  };
}

export type AssetStore = ReturnType<typeof openAssetStore>;
