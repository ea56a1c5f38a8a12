import { coat, gleam, paper, type Shape } from './shape.ts';

/** A standing hardcover, a notebook with a spiral, or a pile. */
export const book: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0) {
    return {
      width: 250,
      markup:
        `<path d="M346 104l22 14v262l-22 12z" fill="${paper}"/>` +
        `<path d="M353 110v276M360 114v268" stroke="${main.mist}" stroke-width="2"/>` +
        coat('M124 88h222v304H124z', body, motif) +
        `<path d="M124 88h28v304h-28z" fill="${main.deep}" opacity=".5"/>` +
        `<rect x="178" y="128" width="142" height="112" rx="6" fill="${paper}"/>` +
        `<path d="M200 160h98M200 184h98M200 208h56" stroke="${main.deep}" stroke-width="9" stroke-linecap="round"/>` +
        `<circle cx="249" cy="312" r="36" fill="${accent.mid}"/>` +
        `<path d="M249 276a36 36 0 0 1 0 72q26-36 0-72" fill="${accent.dark}"/>` +
        gleam('M138 104v270', 5),
    };
  }
  if (variant % 3 === 1) {
    const rings = [0, 1, 2, 3, 4, 5, 6]
      .map((ring) => `<path d="M120 ${122 + ring * 40}h32" stroke="#9aa0ae"/>`)
      .join('');
    return {
      width: 240,
      markup:
        `<path d="M140 100h220v292H140z" fill="${paper}"/>` +
        `<path d="M358 106v280" stroke="${main.light}" stroke-width="5"/>` +
        coat('M136 92h206q10 0 10 10v280q0 10-10 10H136z', body, motif) +
        `<path d="M308 92h26v300h-26z" fill="${accent.mid}"/>` +
        `<rect x="184" y="152" width="98" height="62" rx="8" fill="${paper}"/>` +
        `<path d="M202 176h62M202 194h36" stroke="${main.dark}" stroke-width="6" stroke-linecap="round"/>` +
        `<g fill="none" stroke-width="9" stroke-linecap="round">${rings}</g>`,
    };
  }
  const volume = (x: number, y: number, width: number, fill: string, edge: string) =>
    `<path d="M${x} ${y}h${width}v56H${x}z" fill="${fill}"/>` +
    `<path d="M${x + width - 10} ${y + 8}h12v40h-12z" fill="${paper}"/>` +
    `<path d="M${x + 26} ${y}h14v56h-14z" fill="${edge}"/>`;
  return {
    width: 280,
    markup:
      volume(104, 336, 272, main.dark, accent.light) +
      volume(122, 280, 240, accent.mid, accent.deep) +
      volume(112, 224, 252, main.mid, paper) +
      `<g transform="rotate(-7 240 170)">${coat('M136 164h214v56H136z', main.light, motif)}<path d="M162 164h14v56h-14z" fill="${accent.dark}"/>` +
      `<path d="M340 172h12v40h-12z" fill="${paper}"/></g>` +
      `<path d="M300 280h20v52l-10-10-10 10z" fill="${main.deep}"/>`,
  };
};
