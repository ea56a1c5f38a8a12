import type { Language } from '@jogakbo/contracts/language';
import type { ArrivalView } from '@jogakbo/transport-bff/contract';
import { toWon } from '@jogakbo/ui/price.tsx';
import { Show } from 'solid-js';
import { texts } from './texts.ts';
import { toDayWords } from './to-day-words.ts';

/** The day of arrival, and the amount from which delivery is free. */
export function Arrival(props: { language: Language; arrival: ArrivalView }) {
  const text = () => texts[props.language];
  const { service, region, arrival, daysAhead, freeFrom, free, freeReturn, soldOut } = props.arrival;
  const day = () => toDayWords(arrival, daysAhead, props.language);
  return (
    <div class={soldOut ? 'arrival sold-out' : 'arrival'}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path d="M2 6h12v10H2zM14 10h4l4 3.5V16h-8z" />
        <circle cx="7" cy="17.5" r="2" />
        <circle cx="17.5" cy="17.5" r="2" />
      </svg>
      <p class="promise">
        <Show when={!soldOut} fallback={<strong>{text().soldOut}</strong>}>
          <strong>{service === 'standard' ? text().expected(day()) : text().guaranteed(day())}</strong>{' '}
          <span>({text().regions[region]})</span>
        </Show>
      </p>
      <p>
        {text().freeFrom[service](toWon(freeFrom, props.language))}
        <Show when={free}>
          {' '}
          <b>({text().alone})</b>
        </Show>
      </p>
      <Show when={freeReturn}>
        <p class="both">{text().freeBoth}</p>
      </Show>
    </div>
  );
}
