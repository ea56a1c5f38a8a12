import {
  type FragmentDeclaration,
  headers,
  type Manifest,
  manifestPath,
  toFragmentPath,
} from '@jogakbo/contracts/fragment';
import type { ManifestInput } from '@jogakbo/contracts/manifest';
import { toMessage } from '../create-warner.ts';
import { findManifestFault } from '../find-manifest-fault.ts';
import { defaultDeadlineMs } from '../page.ts';
import { toManifest } from '../to-manifest.ts';
import { answerRules } from './answer-rules.ts';
import { cachingRules } from './caching-rules.ts';
import { manifestRules } from './manifest-rules.ts';
import { markupRules } from './markup-rules.ts';
import { type Answer, type AnswerOfFragment, type Finding, type Rule, toError } from './rule.ts';

export type CheckOptions = {
  /** Sends a request to the server, such as `(path, init) => fetch(origin + path, init)`. */
  ask: (path: string, init: RequestInit) => Promise<Response>;
  /** Values of parameters. Each fragment gets those that it declares. */
  params?: Record<string, string> | undefined;
  language?: string | undefined;
  /** Milliseconds that pages give a fragment; 2,000 by default. */
  deadlineMs?: number | undefined;
  /** Finds faults of the HTML for people who cannot see or use a mouse; left out by default. */
  findAccessibilityFaults?: Rule<AnswerOfFragment>['find'] | undefined;
};

/** The findings, and the names of the fragments whose HTML was checked. */
export type Checked = { findings: Finding[]; slice: string | undefined; fragments: string[] };

/** Everything that a fragment server must do, one rule each: a test suite can have a test for each `id` and `holds`. */
export const serverRules = [
  ...manifestRules,
  ...answerRules,
  ...cachingRules,
  ...markupRules,
  { id: 'reachable', holds: 'each request gets a whole answer' },
  { id: 'unknown-fragment', holds: 'a fragment that is not declared has status 404' },
  { id: 'accessibility', holds: 'axe finds no fault in the HTML' },
].map(({ id, holds }) => ({ id, holds }));

/**
 * Asks a fragment server for its manifest and for each fragment, as a page does for a guest, and checks the answers.
 *
 * @throws Error if the server cannot be reached at all
 */
export async function checkServer(options: CheckOptions): Promise<Checked> {
  const sent = {
    'accept-language': options.language ?? 'en',
    [headers.deadline]: String(toDeadline(options)),
  };
  const answer = await ask(options, manifestPath, sent);
  const json = toJson(answer);
  const manifest =
    json !== undefined && !findManifestFault(json) ? toManifest(json as ManifestInput) : undefined;
  const findings = await applyRules(manifestRules, { answer, json, manifest });
  if (!manifest) return { findings, slice: undefined, fragments: [] };
  const fragments = Object.entries(manifest.fragments);
  for (const [name, declared] of fragments)
    findings.push(...(await checkFragment(options, name, declared, manifest, sent)));
  findings.push(...(await checkUnknown(options, sent)));
  return { findings, slice: manifest.slice, fragments: fragments.map(([name]) => name) };
}

async function checkFragment(
  options: CheckOptions,
  name: string,
  declared: FragmentDeclaration,
  manifest: Manifest,
  sent: Record<string, string>,
): Promise<Finding[]> {
  const given = declared.params.flatMap((param) => {
    const value = options.params?.[param];
    return value === undefined ? [] : [[param, value]];
  });
  try {
    const answer = await ask(options, toFragmentPath(name, Object.fromEntries(given)), sent);
    const subject = {
      name,
      declared,
      manifest,
      answer,
      text: toText(answer),
      deadlineMs: toDeadline(options),
    };
    const { findAccessibilityFaults: find } = options;
    const seen = find ? [{ id: 'accessibility', holds: '', find }] : [];
    const rules = [...answerRules, ...cachingRules, ...markupRules, ...seen];
    return (await applyRules(rules, subject)).map((finding) => ({ ...finding, fragment: name }));
  } catch (error) {
    const fault = toError(`it gives no whole answer: ${toMessage(error)}`, 'look at the log of the server');
    return [{ rule: 'reachable', ...fault, fragment: name }];
  }
}

async function checkUnknown(options: CheckOptions, sent: Record<string, string>): Promise<Finding[]> {
  const { status } = await ask(options, toFragmentPath('not-declared-anywhere', {}), sent);
  if (status >= 400 && status < 500) return [];
  const fault = toError(
    `an undeclared fragment has status ${status}`,
    'answer 404 for names that are not in the manifest',
  );
  return [{ rule: 'unknown-fragment', ...fault }];
}

async function applyRules<Subject>(rules: Rule<Subject>[], subject: Subject): Promise<Finding[]> {
  const found = await Promise.all(
    rules.map(async ({ id, find }) => (await find(subject)).map((fault) => fault && { rule: id, ...fault })),
  );
  return found.flat().filter((finding) => finding !== undefined);
}

/** Waits longer than a page would, to say how long the answer takes. */
async function ask(options: CheckOptions, path: string, sent: Record<string, string>): Promise<Answer> {
  const began = performance.now();
  const signal = AbortSignal.timeout(toDeadline(options) * patience);
  const response = await options.ask(path, { headers: sent, redirect: 'manual', signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { status, headers: said } = response;
  return { status, headers: said, bytes, milliseconds: performance.now() - began };
}

const patience = 3;

function toDeadline({ deadlineMs }: CheckOptions): number {
  return deadlineMs ?? defaultDeadlineMs;
}

function toText({ bytes }: Answer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function toJson(answer: Answer): unknown {
  if (answer.status !== 200) return undefined;
  try {
    return JSON.parse(toText(answer) ?? '');
  } catch {
    return undefined;
  }
}
