import { PartShares, RouteShares, type Takeover } from '@jogakbo/contracts/release-map';
import * as v from 'valibot';

export type TakeoverCommand =
  | { kind: 'change'; routes: string[]; parts: string[] }
  /** Goes back to the shares before the last change. */
  | { kind: 'rollback' };

type Planned = {
  now: Takeover | undefined;
  command: TakeoverCommand;
  about: Pick<Takeover, 'since' | 'by' | 'why'>;
};
type Plan = { ok: true; takeover: Takeover } | { ok: false; reason: string };
type Shares = { routes: RouteShares; parts: PartShares };

/** Plans a change of what the shop has taken over, or says why it is not possible. */
export function planTakeover({ now, command, about }: Planned): Plan {
  const before: Shares = { routes: now?.routes ?? {}, parts: now?.parts ?? {} };
  if (command.kind === 'rollback') {
    if (!now?.previous) return { ok: false, reason: 'There is no earlier take-over to go back to.' };
    return { ok: true, takeover: { ...now.previous, previous: before, ...about } };
  }
  const routes = { ...before.routes };
  for (const text of command.routes) {
    const [path = '', share] = splitAtLast(text, '=');
    if (share === 'none') delete routes[path];
    else routes[path] = toShare(share);
  }
  const parts = structuredClone(before.parts);
  for (const text of command.parts) {
    const [place = '', share] = splitAtLast(text, '=');
    const [page = '', slot = ''] = splitAtLast(place, ' ');
    const slots = { ...parts[page] };
    if (share === 'none') delete slots[slot];
    else slots[slot] = toShare(share);
    if (slot && Object.keys(slots).length > 0) parts[page] = slots;
    else delete parts[page];
    if (!slot) return { ok: false, reason: `--part is a page, a space, a slot and a share: ${text}` };
  }
  const wrong = [v.safeParse(RouteShares, routes), v.safeParse(PartShares, parts)].find(
    (read) => !read.success,
  )?.issues?.[0];
  if (wrong)
    return {
      ok: false,
      reason: `${wrong.path?.map(({ key }) => key).join(' ')}: ${wrong.message}. A share is a number from 0 to 100, or none.`,
    };
  return { ok: true, takeover: { routes, parts, previous: before, ...about } };
}

/** Says in one line what visitors get. */
export function toTakeoverText({ routes, parts }: Shares): string {
  const all = [
    ...Object.entries(routes).map(([path, share]) => `${path} ${share} %`),
    ...Object.entries(parts).flatMap(([page, slots]) =>
      Object.entries(slots).map(([slot, share]) => `${slot} in ${page} ${share} %`),
    ),
  ];
  return all.join(', ') || 'what LEGACY_ROUTES and LEGACY_FRAGMENTS say';
}

function toShare(text: string | undefined): number {
  return text && /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function splitAtLast(text: string, mark: string): [string, string?] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
