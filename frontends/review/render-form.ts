import type { Language } from '@jogakbo/contracts/language';
import { maxBody, maxTitle, minBody } from '@jogakbo/review-bff/contract';
import { renderIsland } from '@jogakbo/ui/render';
import type { Draft } from './draft.ts';
import type { ReviewProblem } from './form-texts.ts';
import { ReviewForm } from './review-form.tsx';

const empty: Draft = { rating: '', title: '', body: '' };
const limits = { maxTitle, minBody, maxBody };

/**
 * The fragment `form`.
 *
 * @param draft what was filled in already
 * @param problems what is wrong with it
 */
export function renderForm(
  language: Language,
  product: string,
  draft: Draft = empty,
  problems: ReviewProblem[] = [],
): string {
  return renderIsland('form', ReviewForm, { language, product, draft, problems, limits });
}
