import { type Manifest, manifestPath } from '@jogakbo/contracts/fragment';
import { findManifestFault } from '../find-manifest-fault.ts';
import { toHash } from '../to-hash.ts';
import { type Answer, type Rule, toError, toWarning } from './rule.ts';

/** The answer to `GET /fragments.json`. */
export type AnswerOfManifest = { answer: Answer; json: unknown; manifest: Manifest | undefined };

/** What the manifest of a slice must be. */
export const manifestRules: Rule<AnswerOfManifest>[] = [
  {
    id: 'manifest-status',
    holds: `${manifestPath} answers with status 200`,
    find: ({ answer: { status } }) => [
      status !== 200
        ? toError(
            `${manifestPath} answers with status ${status}`,
            `answer GET ${manifestPath} with the manifest and status 200`,
          )
        : undefined,
    ],
  },
  {
    id: 'manifest-json',
    holds: 'the manifest is JSON, and says so',
    find: ({ answer, json }) => [
      json === undefined && answer.status === 200
        ? toError(`${manifestPath} is no JSON`, 'send an object with slice, version and fragments')
        : undefined,
      json !== undefined && !/^application\/(?:\S+\+)?json\b/i.test(answer.headers.get('content-type') ?? '')
        ? toWarning(
            `${manifestPath} is sent as ${answer.headers.get('content-type') ?? 'no type'}`,
            'send content-type: application/json',
          )
        : undefined,
    ],
  },
  {
    id: 'manifest-valid',
    holds: 'the manifest has all fields of the protocol',
    find({ json }) {
      const fault = json === undefined ? undefined : findManifestFault(json);
      return [
        fault
          ? toError(
              `the manifest is not valid: ${fault}`,
              'see the schema Manifest in @jogakbo/compose/protocol',
            )
          : undefined,
      ];
    },
  },
  {
    id: 'manifest-names',
    holds: 'slice, version and fragments have names that can be used',
    find: ({ manifest }) =>
      manifest
        ? [
            manifest.version === ''
              ? toError('the version is empty', 'send the version of the build, so that a deploy is noticed')
              : undefined,
            /[/\s]/.test(manifest.slice) || manifest.slice === ''
              ? toError(
                  `the slice is called ${JSON.stringify(manifest.slice)}`,
                  'use a name without slashes and spaces',
                )
              : undefined,
            ...Object.keys(manifest.fragments).map((name) =>
              /^[^/\s?#]+$/.test(name)
                ? undefined
                : toError(
                    `a fragment is called ${JSON.stringify(name)}`,
                    'use a name without slashes and spaces',
                  ),
            ),
            Object.keys(manifest.fragments).length === 0
              ? toWarning('the manifest declares no fragment', 'declare each fragment in fragments')
              : undefined,
          ]
        : [],
  },
  {
    id: 'manifest-stylesheet',
    holds: 'the stylesheet can be put into a page',
    async find({ manifest }) {
      const { content, hash } = manifest?.stylesheet ?? {};
      if (!content) return [];
      const expected = await toHash(content);
      return [
        hash && hash !== expected
          ? toError(
              `the hash of the stylesheet is ${hash}`,
              `send ${expected}, or the policy of the page refuses the styles`,
            )
          : undefined,
        /@import\b/i.test(content)
          ? toWarning(
              'the stylesheet has @import',
              'join the styles into one, as the policy of the page loads no other',
            )
          : undefined,
      ];
    },
  },
];
