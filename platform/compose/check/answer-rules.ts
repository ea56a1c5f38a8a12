import { fragmentLimit, headers, isRefused } from '@jogakbo/contracts/fragment';
import { isHtml, toRedirectTarget } from '../answer-headers.ts';
import { isBalanced } from '../is-balanced.ts';
import { type AnswerOfFragment, type Fault, type Rule, toError, toWarning } from './rule.ts';

/** What the answer of a fragment must be, apart from its caching. */
export const answerRules: Rule<AnswerOfFragment>[] = [
  { id: 'status', holds: 'each status is one of the protocol', find: findStatusFaults },
  {
    id: 'content-type',
    holds: 'HTML is sent as text/html in UTF-8',
    find({ answer, text }) {
      if (answer.status !== 200) return [];
      const type = answer.headers.get('content-type') ?? 'no content-type';
      if (!isHtml(type))
        return [toError(`it is sent as ${type}`, 'send content-type: text/html; charset=utf-8')];
      if (text === undefined) return [toError('its bytes are no UTF-8', 'encode the HTML as UTF-8')];
      return [
        /charset/i.test(type)
          ? undefined
          : toWarning(`it is sent as ${type}`, 'add charset=utf-8, as other clients may guess another one'),
      ];
    },
  },
  {
    id: 'balance',
    holds: 'HTML closes each element that it opens',
    find: ({ answer, text }) => [
      answer.status === 200 && text !== undefined && !isBalanced(text)
        ? toError(
            'its HTML is not balanced',
            'write every end tag, also </p> and </li>; <div/> stays open in HTML; leave out html, head and body',
          )
        : undefined,
    ],
  },
  {
    id: 'size',
    holds: `a fragment has at most ${fragmentLimit} bytes`,
    find({ answer: { bytes } }) {
      const size = `it has ${bytes.byteLength} bytes`;
      if (bytes.byteLength > fragmentLimit) return [toError(size, `send at most ${fragmentLimit} bytes`)];
      return [
        bytes.byteLength > largeFragment
          ? toWarning(size, 'send less, or load a part of it later')
          : undefined,
      ];
    },
  },
  {
    id: 'time',
    holds: 'the last byte comes within the deadline',
    find({ answer: { milliseconds }, deadlineMs }) {
      const taken = `it takes ${Math.round(milliseconds)} of ${deadlineMs} ms`;
      if (milliseconds > deadlineMs)
        return [toError(taken, 'answer faster, or give its slot a longer deadline')];
      return [
        milliseconds > deadlineMs / 2
          ? toWarning(taken, 'answer in less than half of the deadline')
          : undefined,
      ];
    },
  },
  {
    id: 'cookie',
    holds: 'no fragment sets a cookie',
    find: ({ answer }) => [
      answer.headers.has('set-cookie')
        ? toError('it sets a cookie, which no page passes on', 'set cookies in the answer of an action only')
        : undefined,
    ],
  },
  {
    id: 'version',
    holds: 'each answer names the version of the manifest',
    find({ answer, manifest }) {
      const version = answer.headers.get(headers.version);
      if (answer.status !== 200 && answer.status !== 204) return [];
      if (!version)
        return [
          toWarning(
            `it has no ${headers.version}`,
            `send the manifest's version, so that a deploy is noticed at once`,
          ),
        ];
      return [
        version === manifest.version
          ? undefined
          : toError(
              `it has version ${version}, and the manifest has ${manifest.version}`,
              'send one version from one build',
            ),
      ];
    },
  },
];

function findStatusFaults({
  answer: { status, headers: said, bytes },
  declared,
}: AnswerOfFragment): (Fault | undefined)[] {
  if (status === 200) return [];
  if (status === 204)
    return [
      bytes.byteLength > 0
        ? toError('it answers 204 with a body', 'send 200 with HTML, or 204 without a body')
        : undefined,
    ];
  if (status >= 300 && status < 400) {
    const location = said.get('location');
    const usable = redirects.includes(status) && toRedirectTarget(location) !== undefined;
    return [
      usable
        ? undefined
        : toError(
            `it answers ${status} with ${location ? `location ${location}` : 'no location'}`,
            'redirect with 301, 302, 303, 307 or 308, to a path or an http address',
          ),
    ];
  }
  if (declared.personal && status === 401) return [];
  if (isRefused(status)) {
    const fix =
      declared.params.length > 0
        ? `give real parameters: ${declared.params.map((name) => `--param ${name}=…`).join(' ')}`
        : 'a fragment without parameters should have an answer';
    return [{ level: 'note', fault: `it answers ${status}, so its HTML was not checked`, fix }];
  }
  return [
    toError(
      `it answers ${status}`,
      'answer 200, 204, a redirect or 4xx; a page shows a fallback for anything else',
    ),
  ];
}

const redirects = [301, 302, 303, 307, 308];
/** Bytes from which a fragment is a large part of a page. */
const largeFragment = 64 * 1024;
