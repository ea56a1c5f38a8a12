import type { Language } from '@jogakbo/contracts/language';

type StarsProps = { language: Language /** 0 to 5; halves are drawn. */; rating: number };

/** A rating as five stars, filled to the nearest half. Screen readers get the number. */
export function Stars(props: StarsProps) {
  const label = () =>
    props.language === 'ko' ? `별점 5점 만점에 ${props.rating}점` : `Rated ${props.rating} out of 5`;
  return <span class={`stars stars-${Math.round(props.rating * 2)}`} role="img" aria-label={label()} />;
}
