import { coat, gleam, paper, type Shape } from './shape.ts';

/** A mug, a jar with a lid, or a bowl. */
export const cup: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0) {
    return {
      width: 210,
      markup:
        `<path d="M206 128q-16-18 0-36t0-34M250 134q-16-18 0-36t0-34" fill="none" stroke="${main.mid}" stroke-opacity=".45" stroke-width="8" stroke-linecap="round"/>` +
        `<path d="M310 212h28q44 0 44 46t-44 54h-30" fill="none" stroke="${main.dark}" stroke-width="24"/>` +
        coat('M130 176h196v176q-4 40-44 40H174q-40 0-44-40z', body, motif) +
        `<ellipse cx="228" cy="176" rx="98" ry="24" fill="${main.light}"/>` +
        `<ellipse cx="228" cy="179" rx="84" ry="17" fill="${main.deep}"/>` +
        `<ellipse cx="228" cy="185" rx="70" ry="10" fill="${accent.dark}"/>` +
        `<ellipse cx="210" cy="183" rx="26" ry="4" fill="${accent.mid}"/>` +
        gleam('M152 218v124q2 18 14 26', 10),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 220,
      markup:
        coat('M138 236h204v118q0 38-38 38H176q-38 0-38-38z', body, motif) +
        `<path d="M138 280h204v70H138z" fill="${paper}" opacity=".92"/>` +
        `<path d="M190 308h100M212 326h56" stroke="${main.deep}" stroke-width="7" stroke-linecap="round"/>` +
        `<path d="M126 178h228v50q0 14-14 14H140q-14 0-14-14z" fill="${accent.mid}"/>` +
        `<path d="M274 178h80v50q0 14-14 14h-66z" fill="${accent.dark}"/>` +
        `<ellipse cx="240" cy="178" rx="114" ry="22" fill="${accent.light}"/>` +
        `<path d="M150 200v30M172 205v30M196 208v30" stroke="${accent.dark}" stroke-opacity=".4" stroke-width="4"/>` +
        gleam('M158 262v92'),
    };
  }
  return {
    width: 150,
    markup:
      coat('M96 210h288q-6 118-92 160l-8 22h-88l-8-22q-86-42-92-160z', body, motif) +
      `<path d="M188 370h104l-8 22h-88z" fill="${main.deep}" opacity=".55"/>` +
      `<ellipse cx="240" cy="210" rx="144" ry="38" fill="${main.light}"/>` +
      `<ellipse cx="240" cy="213" rx="126" ry="29" fill="${accent.light}"/>` +
      `<path d="M116 218q20-34 124-34t124 34q-16-16-124-16t-124 16z" fill="${accent.dark}" opacity=".6"/>` +
      gleam('M122 262q16 62 62 90', 10),
  };
};
