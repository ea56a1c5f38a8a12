import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createBackground } from '@jogakbo/edge/create-background';
import { DisplayName, paths } from '@jogakbo/member-service/contract';

export type AuthorBindings = { MEMBER: Binding; IDENTITY_KEY: string };

/**
 * Reads the masked name of a member. It uses this service's own token: the member service does not accept the shopper's token from
 * here, and gives this service nothing but that name.
 */
export async function readAuthor(
  env: AuthorBindings,
  member: string,
  trace: string,
): Promise<Result<DisplayName>> {
  const c = await createBackground(env, { audience: ['member'], trace, within: nameTimeout });
  return call(c, env.MEMBER, paths.displayName(member), DisplayName, { identified: true });
}

/** Milliseconds to wait for the name. */
const nameTimeout = 3_000;
