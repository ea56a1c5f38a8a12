import { coat, gleam, ink, paper, type Shape, steel } from './shape.ts';

/** A portable drive, a USB stick, or a memory card. */
export const drive: Shape = ({ main, accent, body, motif }, variant) => {
  const lines = (x: number, y: number) =>
    `<path d="M${x} ${y}h70M${x} ${y + 20}h44" stroke="${main.deep}" stroke-width="8" stroke-linecap="round"/>`;

  if (variant % 3 === 0) {
    return {
      width: 220,
      markup:
        `<path d="M240 140q0-66 60-62t64 60-20 88q-24 30-6 60" fill="none" stroke="${ink}" stroke-width="12"/>` +
        `<path d="M324 282h40v50h-40z" fill="${steel}"/><path d="M316 256h56v34h-56z" fill="${ink}"/>` +
        coat('M138 134h158q22 0 22 22v214q0 22-22 22H138q-22 0-22-22V156q0-22 22-22z', body, motif) +
        `<path d="M270 134h26q22 0 22 22v214q0 22-22 22h-26z" fill="${main.deep}" opacity=".22"/>` +
        `<rect x="148" y="206" width="112" height="84" rx="10" fill="${paper}"/>${lines(168, 238)}` +
        `<circle cx="158" cy="362" r="7" fill="${accent.light}"/>` +
        `<path d="M196 126h40v14h-40z" fill="${ink}"/>` +
        gleam('M134 166v160'),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 210,
      markup:
        `<g transform="rotate(28 240 250)"><path d="M196 80h88v86h-88z" fill="${steel}"/>` +
        `<path d="M250 80h34v86h-34z" fill="#a9adba"/>` +
        `<path d="M212 104h18v22h-18zM250 104h18v22h-18z" fill="${ink}"/>` +
        coat('M178 160h124q12 0 12 12v178q0 42-42 42h-64q-42 0-42-42V172q0-12 12-12z', body, motif) +
        `<path d="M274 160h28q12 0 12 12v178q0 42-40 42z" fill="${main.deep}" opacity=".22"/>` +
        `<path d="M166 200h148v52H166z" fill="${accent.mid}"/>` +
        `<circle cx="240" cy="348" r="20" fill="${paper}"/>` +
        `<circle cx="240" cy="348" r="11" fill="${main.deep}"/>${gleam('M182 268v66')}</g>`,
    };
  }
  return {
    width: 220,
    markup:
      `<path d="M150 92h146l46 48v232q0 20-20 20H150q-20 0-20-20V112q0-20 20-20z" fill="${ink}"/>` +
      `<path d="M158 108h22v52h-22zM192 108h22v52h-22zM226 108h22v52h-22zM260 108h22v52h-22z" fill="#e5bf50"/>` +
      coat('M146 182h180v178q0 16-16 16H162q-16 0-16-16z', body, motif) +
      `<path d="M146 182h180v46H146z" fill="${accent.mid}"/>` +
      `<rect x="168" y="252" width="136" height="96" rx="10" fill="${paper}"/>${lines(196, 288)}` +
      gleam('M160 242v104', 6),
  };
};
