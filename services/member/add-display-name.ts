import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import { maskName } from './mask-name.ts';
import { type MemberApp, toPorts } from './member-app.ts';

/** The name by which reviews are signed. It is masked here, so that no other service learns the whole name. */
export function addDisplayName(app: MemberApp): void {
  app.get('/members/:member/display-name', requireIssuer('review-service'), async (c) => {
    const { members } = await toPorts(c);
    const member = await members.read(c.req.param('member') as string);
    return member ? c.json({ name: maskName(member.name) }) : problem(c, 404);
  });
}
