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
  /** The filled-in form, if there is one. */
  draft?: Draft;
  /** Its problems. */
  problems?: ReviewProblem[];
};

/** The fragment `form` with a new key. A form that is sent twice takes effect once. */
export function renderForm({ draft = emptyDraft, problems = [], ...shown }: Shown): string {
  const key = crypto.randomUUID();
  return renderIsland('form', ReviewForm, { ...shown, key, draft, problems, limits });
}
