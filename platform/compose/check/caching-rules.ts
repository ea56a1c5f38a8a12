import { headers } from '@jogakbo/contracts/fragment';
import { isKeyed } from '../answer-headers.ts';
import { toFreshness } from '../freshness.ts';
import { type AnswerOfFragment, type Fault, type Rule, toError, toWarning } from './rule.ts';

/** How answers say who may keep them, and for how long (RFC 9111, RFC 5861). */
export const cachingRules: Rule<AnswerOfFragment>[] = [
  {
    id: 'cache-control-syntax',
    holds: 'cache-control has numbers of seconds, and no contradiction',
    find: ({ answer }) => findSyntaxFaults(answer.headers.get('cache-control') ?? ''),
  },
  {
    id: 'sharing',
    holds: 'a fragment for everyone may be stored, and a personal one may not',
    find: ({ answer, declared }) => findSharingFaults(answer.headers, declared.personal, answer.status),
  },
  {
    id: 'vary',
    holds: 'a shared fragment varies on the language only',
    find({ answer }) {
      const vary = answer.headers.get('vary');
      if (isKeyed(vary)) return [];
      const shared = toFreshness(answer.headers.get('cache-control')) !== null;
      return [
        shared
          ? toError(
              `it varies on ${vary}, so it is never stored`,
              'vary on accept-language only, or send no-store',
            )
          : undefined,
      ];
    },
  },
];

const timed = ['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error'];

function findSyntaxFaults(cacheControl: string): (Fault | undefined)[] {
  const parts = cacheControl
    .split(',')
    .map((part) => part.trim().toLowerCase().split('='))
    .filter(([name]) => name);
  const names = parts.map(([name]) => name as string);
  const has = (name: string) => names.includes(name);
  const wrong = parts.filter(
    ([name = '', value = '']) => timed.includes(name) && !/^"?\d{1,9}"?$/.test(value),
  );
  const stale = names.filter((name) => name.startsWith('stale-'));
  const strict = names.find((name) => name === 'must-revalidate' || name === 'proxy-revalidate');
  return [
    ...wrong.map((part) => toError(`cache-control has ${part.join('=')}`, 'give a whole number of seconds')),
    names.length !== new Set(names).size
      ? toWarning(`cache-control names a directive twice: ${cacheControl}`, 'name each directive once')
      : undefined,
    (has('no-store') || has('private')) && (has('s-maxage') || has('public'))
      ? toError(
          `cache-control contradicts itself: ${cacheControl}`,
          'send either private, no-store or public, s-maxage=…',
        )
      : undefined,
    strict && stale.length > 0
      ? toWarning(`${strict} switches ${stale.join(' and ')} off`, `leave out ${strict}`)
      : undefined,
  ];
}

function findSharingFaults(said: Headers, personal: boolean, status: number): (Fault | undefined)[] {
  if (status !== 200 && status !== 204) return [];
  const cacheControl = said.get('cache-control');
  const freshness = toFreshness(cacheControl);
  const lasts = freshness !== null && freshness.fresh + freshness.whileRevalidate + freshness.ifError > 0;
  if (personal) {
    const vary = (said.get('vary') ?? '').toLowerCase();
    return [
      lasts && !vary.includes(headers.identity)
        ? toError(
            `it is personal and may be stored: ${cacheControl}`,
            `send private, no-store; for guests, vary: ${headers.identity} is enough`,
          )
        : undefined,
    ];
  }
  if (!cacheControl)
    return [
      toWarning(
        said.has('expires') || said.has('pragma')
          ? 'it has expires or pragma, which are not read'
          : 'it has no cache-control',
        'send cache-control: public, s-maxage=…, or no-store',
      ),
    ];
  if (!lasts)
    return [
      toWarning(
        `every page calls it: ${cacheControl}`,
        'send public, s-maxage=…, also if it is only for a second',
      ),
    ];
  return [
    freshness.ifError === 0
      ? toWarning('nothing is shown of it while its server fails', 'add stale-if-error=…, such as a day')
      : undefined,
    freshness.whileRevalidate === 0
      ? toWarning('visitors wait each time that it expires', 'add stale-while-revalidate=…')
      : undefined,
  ];
}
