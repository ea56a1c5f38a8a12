import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import { maskName } from './mask-name.ts';
import { type MemberApp, openPorts } from './member-app.ts';

/** Adds the route of the name that reviews show. It is masked here, so no other service gets the whole name. */
export function addDisplayName(app: MemberApp): void {
  app.get('/members/:member/display-name', requireIssuer('review-service'), async (c) => {
    const { members } = await openPorts(c);
    const member = await members.read(c.req.param('member') as string);
    return member ? c.json({ name: maskName(member.name) }) : problem(c, 404);
  });
}
