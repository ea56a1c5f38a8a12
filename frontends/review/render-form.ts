import type { Language } from '@jogakbo/contracts/language';
import { maxBody, maxTitle, minBody } from '@jogakbo/review-bff/contract';
import { renderIsland } from '@jogakbo/ui/render';
import { type Draft, emptyDraft } from './draft.ts';
import type { ReviewProblem } from './form-texts.ts';
import { ReviewForm } from './review-form.tsx';
import type { WhoMay } from './who-may.ts';

const limits = { maxTitle, minBody, maxBody };

type Shown = {
  language: Language;
  product: string;
  who: WhoMay;
  /** What was filled in already. */
  draft?: Draft;
  /** What is wrong with it. */
  problems?: ReviewProblem[];
};

/** The fragment `form`, with a new key in it: the same form sent twice is taken once. */
export function renderForm({ draft = emptyDraft, problems = [], ...shown }: Shown): string {
  const key = crypto.randomUUID();
  return renderIsland('form', ReviewForm, { ...shown, key, draft, problems, limits });
}
