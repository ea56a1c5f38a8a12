import type { Drawing } from './shapes/shape.ts';
import type { Tones } from './to-tones.ts';

/** How many views of a product there are. */
export const views = 4;

/** A thing in its surroundings. The caller defines the fills `s` (shadow) and `m` (body). */
export function toView(view: number, { markup, width }: Drawing, main: Tones, accent: Tones): string {
  const thing = `<g id="o">${markup}</g>`;
  switch (view) {
    case 2:
      return `${toStudio(accent)}<g transform="rotate(-7 240 240) translate(-190 -150) scale(1.75)">${toShadow(width)}${thing}</g>`;
    case 3:
      return (
        `<path d="M0 0h480v352H0z" fill="${main.mist}"/><path d="M0 352h480v128H0z" fill="${main.wash}"/>` +
        `<ellipse cx="196" cy="404" rx="190" ry="22" fill="url(#s)"/>` +
        `<path d="M48 132l32-26h190v262l-28 32H48z" fill="#d3ae7e"/>` +
        `<path d="M48 132l32-26h190l-28 26z" fill="#fff5"/>` +
        `<path d="M242 132l28-26v262l-28 32z" fill="#0003"/>` +
        `<path d="M128 178v-46l30-26h34l-30 26v46l-9-6-8 6-8-6z" fill="${accent.mid}"/>` +
        `<use href="#o" transform="translate(65 196) scale(.34)"/>` +
        `<g transform="translate(140 124) scale(.72)">${toShadow(width)}${thing}</g>`
      );
    case 4:
      return (
        `<path d="M0 0h480v480H0z" fill="${main.wash}"/>` +
        `<path d="M300 0L60 330h120L420 0z" fill="#fff" opacity=".7"/>` +
        `<path d="M360 60h84v108h-84z" fill="${accent.mist}" stroke="#c9a97a" stroke-width="8"/>` +
        `<circle cx="402" cy="112" r="22" fill="${accent.mid}"/>` +
        `<path d="M0 366h480v114H0z" fill="#dcb98b"/>` +
        `<path d="M0 366h480v10H0z" fill="#efd6b2"/>` +
        `<path d="M0 414h480M0 452h480" stroke="#c9a272" stroke-width="3"/>` +
        `<g transform="translate(20 68) scale(.86)">${toShadow(width)}${thing}</g>`
      );
    default:
      return `${toStudio(main)}<g transform="translate(-29 -30) scale(1.12)">${toShadow(width)}${thing}</g>`;
  }
}

function toStudio({ wash, mist }: Tones): string {
  return (
    `<radialGradient id="g" cx=".38" cy=".3" r=".8"><stop stop-color="#fff"/>` +
    `<stop offset="1" stop-color="${mist}"/></radialGradient>` +
    `<path d="M0 0h480v480H0z" fill="url(#g)"/><path d="M0 352q240-26 480 0v128H0z" fill="${wash}"/>`
  );
}

function toShadow(width: number): string {
  return `<ellipse cx="252" cy="394" rx="${Math.round(width * 0.62)}" ry="20" fill="url(#s)"/>`;
}
