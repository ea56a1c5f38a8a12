import type { Failure } from '@jogakbo/edge/call';
import type { BaseIssue } from 'valibot';
import { getDotPath } from 'valibot';
import type { AwayFrom, FieldName, FormTexts } from './form-texts.ts';

/** Messages beside the wrong fields. The message of `form` belongs to no field. */
export type Problems = Partial<Record<FieldName | 'form', string>>;

/** The messages for input that does not fit its schema. */
export function toProblems(text: FormTexts, issues: readonly BaseIssue<unknown>[]): Problems {
  return toFieldProblems(
    text,
    issues.map((issue) => (getDotPath(issue as never) ?? '').replace(/^consent\./, '')),
  );
}

/** The status and the messages of a form after its call has failed. */
export function toRefused(text: FormTexts, failure: Failure, from: AwayFrom) {
  const { status, problem, retryAfter = 60 } = failure;
  const reason = problem?.reason as keyof FormTexts['refused'] | undefined;
  const sentence = reason && text.refused[reason];
  if (status === 429)
    return { status, problems: { form: text.tooMany(Math.ceil(retryAfter / 60)) } as Problems, retryAfter };
  if (status >= 500)
    return {
      status: 503,
      problems: { form: text.away[from] } as Problems,
      ...(failure.retryAfter ? { retryAfter: failure.retryAfter } : {}),
    };
  if (sentence) return { status: 422, problems: { [fieldOf[reason]]: sentence } as Problems };
  const problems = toFieldProblems(text, problem?.errors?.map(({ field }) => field) ?? []);
  return { status: 422, problems: Object.keys(problems).length > 0 ? problems : { form: text.check } };
}

const fieldOf: Record<keyof FormTexts['refused'], FieldName | 'form'> = {
  'wrong-credentials': 'form',
  'email-taken': 'email',
  'common-password': 'password',
  'own-name': 'password',
  'wrong-password': 'current',
  'too-many-addresses': 'form',
  'invalid-token': 'form',
  'confirmed-elsewhere': 'form',
};

function toFieldProblems(text: FormTexts, fields: string[]): Problems {
  const known = fields.filter((field): field is FieldName => Object.hasOwn(text.wrong, field));
  return Object.fromEntries(known.map((field) => [field, text.wrong[field]]));
}

/** The first wrong field, which gets the focus. */
export function firstOf(problems: Problems): string | undefined {
  return problems.form ? undefined : Object.keys(problems)[0];
}
