import { coat, gleam, paper, type Shape } from './shape.ts';

/** A tote, a backpack, or a stand-up pouch. */
export const bag: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0) {
    return {
      width: 270,
      markup:
        `<path d="M182 198v-46q0-60 58-60t58 60v46" fill="none" stroke="${accent.dark}" stroke-width="16"/>` +
        coat('M116 186h248l18 182q2 24-22 24H120q-24 0-22-24z', body, motif) +
        `<path d="M116 186h248l3 32H113z" fill="${accent.mid}"/>` +
        `<path d="M176 186h18v44h-18zM286 186h18v44h-18z" fill="${accent.dark}"/>` +
        `<circle cx="185" cy="222" r="5" fill="${paper}"/>` +
        `<circle cx="295" cy="222" r="5" fill="${paper}"/>` +
        `<rect x="196" y="272" width="88" height="64" rx="8" fill="${paper}"/>` +
        `<path d="M214 296h52M214 314h30" stroke="${main.deep}" stroke-width="6" stroke-linecap="round"/>` +
        gleam('M132 240l-10 124'),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 230,
      markup:
        `<path d="M204 118q0-38 36-38t36 38" fill="none" stroke="${main.deep}" stroke-width="14"/>` +
        `<path d="M126 206q-32 20-30 104 2 18 34 26zM354 206q32 20 30 104-2 18-34 26z" fill="${main.deep}"/>` +
        coat('M240 96q118 0 118 116v144q0 36-36 36H158q-36 0-36-36V212q0-116 118-116z', body, motif) +
        `<path d="M150 268h180v92q0 14-14 14H164q-14 0-14-14z" fill="${accent.mid}"/>` +
        `<path d="M276 268h54v92q0 14-14 14h-40z" fill="${accent.dark}"/>` +
        `<path d="M150 288h180M136 220q104-34 208 0" fill="none" stroke="${main.deep}" stroke-width="6"/>` +
        `<rect x="232" y="284" width="14" height="34" rx="5" fill="${paper}"/>` +
        gleam('M146 214q8-62 58-82'),
    };
  }
  return {
    width: 240,
    markup:
      coat(
        'M130 88h220q-14 42 0 92 18 104 12 188-4 24-28 24H146q-24 0-28-24-6-84 12-188 14-50 0-92z',
        body,
        motif,
      ) +
      `<path d="M130 88h220q-4 14-5 28H135q-1-14-5-28z" fill="${main.deep}" opacity=".5"/>` +
      `<path d="M134 132h212" stroke="${main.deep}" stroke-opacity=".35" stroke-width="4" stroke-dasharray="9 7"/>` +
      `<path d="M127 196h226q10 60 11 110H116q1-50 11-110z" fill="${paper}"/>` +
      `<circle cx="240" cy="238" r="28" fill="${accent.mid}"/>` +
      `<path d="M240 210a28 28 0 0 1 0 56q20-28 0-56" fill="${accent.dark}"/>` +
      `<path d="M190 284h100" stroke="${main.deep}" stroke-width="8" stroke-linecap="round"/>` +
      gleam('M148 158q-4 20-6 34M132 318v40'),
  };
};
