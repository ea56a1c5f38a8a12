import { call, type Result } from '@jogakbo/edge/call';
import { createServiceCaller } from '@jogakbo/edge/create-service-caller';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import { DisplayName, paths as memberPaths } from '@jogakbo/member-service/contract';
import type { ReviewService } from './review-service.ts';

/**
 * Reads the masked name of a member. It uses this service's own token: the member service does not accept the shopper's token from
 * here, and gives this service nothing but that name.
 */
export async function readAuthor(
  c: ServiceContext<ReviewService>,
  member: string,
): Promise<Result<DisplayName>> {
  const caller = await createServiceCaller(c, { audience: ['member'], within: nameTimeoutMs });
  return call(caller, c.env.MEMBER, memberPaths.displayName(member), DisplayName, { identified: true });
}

/** Milliseconds that a review waits for its author's name. */
const nameTimeoutMs = 3_000;
