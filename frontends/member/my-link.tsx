import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

/** The link to a member's own page. A guest logs in first. */
export function MyLink(props: { language: Language }) {
  return (
    <a class="my-link" href="/my">
      <svg
        width="24"
        height="24"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        aria-hidden="true"
      >
        <circle cx="12" cy="8" r="4" />
        <path d="M4 21c0-4.4 3.6-7 8-7s8 2.6 8 7" />
      </svg>
      <span class="visually-hidden-below-60">{texts[props.language].my}</span>
    </a>
  );
}
