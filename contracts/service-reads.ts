import * as v from 'valibot';

/**
 * The path below which a developer who runs one slice alone reads the services of the others: `/_services/<slice>/<path>`. The answer to the path
 * itself is a {@link ServiceReads}.
 */
export const serviceReadsPath = '/_services';

/** The version of what `bun run dev --upstream` needs from a deployed shop: the elements of its pages, and these reads. */
export const upstreamProtocol = 1;

/** Whether the one who asks may read the services. */
export const ServiceReads = v.object({ protocol: v.number(), open: v.boolean() });
export type ServiceReads = v.InferOutput<typeof ServiceReads>;
