import { coat, gleam, ink, type Shape } from './shape.ts';

/** A phone from the front, in its case from behind, or a pair of headphones. */
export const phone: Shape = ({ main, accent, body, motif }, variant) => {
  const front =
    `<rect x="150" y="76" width="180" height="316" rx="30" fill="${ink}"/>` +
    `<path d="M172 90h136q10 0 10 10v268q0 10-10 10H172q-10 0-10-10V100q0-10 10-10z" fill="${body}"/>`;

  if (variant % 3 === 0) {
    const icons = [182, 232, 282]
      .map((x) => `<rect x="${x - 8}" y="332" width="30" height="30" rx="9"/>`)
      .join('');
    return {
      width: 190,
      markup:
        front +
        `<path d="M162 90h156v288H162z" fill="${motif}" opacity=".55"/>` +
        `<path d="M162 300q70-90 156-30v108H162z" fill="${accent.mid}"/>` +
        `<path d="M162 340q60-60 156-20v58H162z" fill="${accent.dark}"/>` +
        `<circle cx="272" cy="168" r="30" fill="${accent.light}"/>` +
        `<rect x="212" y="98" width="56" height="14" rx="7" fill="${ink}"/>` +
        `<g fill="#fff" opacity=".85">${icons}</g>` +
        gleam('M178 112v120', 6),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 196,
      markup:
        `<rect x="144" y="72" width="192" height="320" rx="36" fill="${main.deep}"/>` +
        coat('M176 76h128q28 0 28 28v256q0 28-28 28H176q-28 0-28-28V104q0-28 28-28z', body, motif) +
        `<rect x="164" y="94" width="84" height="88" rx="22" fill="${ink}"/>` +
        `<g fill="${main.dark}"><circle cx="188" cy="120" r="15"/>` +
        `<circle cx="188" cy="158" r="15"/><circle cx="226" cy="138" r="13"/></g>` +
        `<g fill="#fff" opacity=".7"><circle cx="183" cy="115" r="4"/>` +
        `<circle cx="183" cy="153" r="4"/><circle cx="222" cy="134" r="4"/></g>` +
        `<circle cx="240" cy="290" r="36" fill="${accent.mid}"/>` +
        `<circle cx="240" cy="290" r="22" fill="${accent.light}"/>` +
        gleam('M162 216v136', 7),
    };
  }
  return {
    width: 270,
    markup:
      `<path d="M120 290V240q0-132 120-132t120 132v50" fill="none" stroke="${main.deep}" stroke-width="30"/>` +
      `<path d="M124 236q6-124 116-124" fill="none" stroke="${main.mid}" stroke-width="16" stroke-linecap="round"/>` +
      `<rect x="132" y="246" width="44" height="146" rx="20" fill="${ink}"/>` +
      `<rect x="304" y="246" width="44" height="146" rx="20" fill="${ink}"/>` +
      coat('M150 250v138h-20q-50-10-50-69t50-69zM330 250v138h20q50-10 50-69t-50-69z', body, motif) +
      `<path d="M104 286q-12 34 0 66M376 286q12 34 0 66" fill="none" stroke="${accent.mid}" stroke-width="12" stroke-linecap="round"/>`,
  };
};
