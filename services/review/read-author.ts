import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createBackground } from '@jogakbo/edge/create-background';
import { DisplayName, paths } from '@jogakbo/member-service/contract';

export type AuthorBindings = { MEMBER: Binding; IDENTITY_KEY: string };

/**
 * The masked name of a member. This service asks as itself, since the shopper's token opens nothing at member; to it, the member
 * service tells that name and nothing else.
 */
export async function readAuthor(
  env: AuthorBindings,
  member: string,
  trace: string,
): Promise<Result<DisplayName>> {
  const c = await createBackground(env, { audience: ['member'], trace, within: patience });
  return call(c, env.MEMBER, paths.displayName(member), DisplayName, { identified: true });
}

/** Milliseconds. */
const patience = 3_000;
