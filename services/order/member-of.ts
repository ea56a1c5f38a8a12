import type { RequestVariables } from '@jogakbo/edge/create-app';

/** The member of a request's token. Use it only after `requireMember`. */
export function memberOf(c: { var: Pick<RequestVariables, 'identity'> }): string {
  return c.var.identity?.member as string;
}
