type Stored = { bytes: ArrayBuffer; contentType: string | undefined };
type PutOptions = { httpMetadata?: { contentType?: string } };

/** Creates an R2 bucket in memory, as far as the shell and the local Cloudflare use one. */
export function createBucket() {
  const objects = new Map<string, Stored>();
  return {
    objects,
    async get(key: string) {
      const found = objects.get(key);
      if (!found) return null;
      const { bytes, contentType } = found;
      return {
        ...{ key, body: bytes, httpEtag: `"${Bun.hash(bytes).toString(36)}"` },
        arrayBuffer: async () => bytes,
        ...(contentType ? { httpMetadata: { contentType } } : {}),
      };
    },
    async put(key: string, bytes: ArrayBuffer, { httpMetadata }: PutOptions = {}) {
      objects.set(key, { bytes, contentType: httpMetadata?.contentType });
    },
    async delete(key: string) {
      objects.delete(key);
    },
    async list() {
      return { objects: [...objects.keys()].map((key) => ({ key })) };
    },
  };
}
