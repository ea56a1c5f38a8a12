import type { RequestVariables } from '@jogakbo/edge/create-app';

/** The member on whose behalf a request is made, behind `requireMember`. */
export function memberOf(c: { var: Pick<RequestVariables, 'identity'> }): string {
  return c.var.identity?.member as string;
}
