import { coat, gleam, type Shape, steel } from './shape.ts';

const glow =
  '<radialGradient id="w"><stop stop-color="#fff3c4" stop-opacity=".95"/>' +
  '<stop offset="1" stop-color="#fff3c4" stop-opacity="0"/></radialGradient>';

/** A table lamp, a desk lamp with an arm, or a lantern. */
export const lamp: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0) {
    return {
      width: 170,
      markup:
        `${glow}<circle cx="240" cy="220" r="200" fill="url(#w)"/>` +
        `<path d="M230 236h20v120h-20z" fill="${accent.dark}"/>` +
        `<path d="M240 256q54 50 34 136h-68q-20-86 34-136z" fill="${accent.mid}"/>` +
        `<path d="M240 256q54 50 34 136h-26q14-80-8-136z" fill="${accent.dark}"/>` +
        `<path d="M174 378h132v14H174z" fill="${accent.deep}"/>` +
        coat('M186 92h108l58 156q-112 24-224 0z', body, motif) +
        `<path d="M128 248q112-18 224 0-112 24-224 0z" fill="#fff6d6"/>` +
        gleam('M196 112l-42 116', 9),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 210,
      markup:
        `${glow}<circle cx="330" cy="236" r="150" fill="url(#w)"/>` +
        `<path d="M164 380L120 232l134-96" fill="none" stroke="${steel}" stroke-width="16" stroke-linejoin="round"/>` +
        `<circle cx="120" cy="232" r="18" fill="${main.deep}"/>` +
        `<circle cx="256" cy="134" r="16" fill="${main.deep}"/>` +
        `<path d="M84 364h160q18 4 18 28H66q0-24 18-28z" fill="${accent.mid}"/>` +
        `<path d="M190 364h54q18 4 18 28h-64z" fill="${accent.dark}"/>` +
        `<g transform="rotate(-28 280 160)">${coat('M250 104h60l50 112H200z', body, motif)}<ellipse cx="280" cy="216" rx="80" ry="15" fill="#fff1bd"/>` +
        `</g>`,
    };
  }
  return {
    width: 180,
    markup:
      `${glow}<path d="M190 148q0-78 50-78t50 78" fill="none" stroke="${main.deep}" stroke-width="12"/>` +
      coat('M184 138h112l22 34H162z', body, motif) +
      `<path d="M172 172h136v164H172z" fill="#fff8e1" opacity=".95"/>` +
      `<path d="M258 172h50v164h-50z" fill="${accent.light}" opacity=".55"/>` +
      `<circle cx="240" cy="260" r="104" fill="url(#w)"/>` +
      `<path d="M240 208q36 44 22 76-8 18-22 18t-22-18q-14-32 22-76z" fill="#f7b731"/>` +
      `<path d="M240 252q16 22 8 38-8 10-16 0-8-16 8-38z" fill="#fff3c4"/>` +
      `<path d="M172 172v164M308 172v164" stroke="${main.deep}" stroke-width="10"/>` +
      `<path d="M154 336h172l14 56H140z" fill="${body}"/>` +
      `<path d="M148 362h184l3 12H145z" fill="${accent.mid}"/>` +
      gleam('M190 192v120', 7),
  };
};
