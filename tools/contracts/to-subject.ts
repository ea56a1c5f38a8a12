/** Names a part of a contract for a sentence. */
export const toSubject = {
  route: ({ worker, method, path }: { worker: string; method: string; path: string }) =>
    `${method} ${path} of ${worker}`,
  fragment: ({ worker, name }: { worker: string; name: string }) =>
    `The fragment ${worker.replace(/-frontend$/, '')}/${name}`,
  event: ({ type }: { type: string }) => `The event ${type}`,
  tag: (tag: string) => `The cache tag ${tag}`,
  header: (use: string) => `The header for "${use}"`,
};
