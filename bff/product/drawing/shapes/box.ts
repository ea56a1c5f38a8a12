import { coat, gleam, paper, type Shape } from './shape.ts';

/** A carton seen from its corner, a soft pack lying, or an upright pack. */
export const box: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0) {
    return {
      width: 300,
      markup:
        `<path d="M98 184l142 50v158L98 336z" fill="${main.mid}"/>` +
        `<path d="M98 184l142 50v158L98 336z" fill="${motif}"/>` +
        `<path d="M382 184l-142 50v158l142-56z" fill="${main.dark}"/>` +
        `<path d="M98 184l142-48 142 48-142 50z" fill="${main.light}"/>` +
        `<path d="M154 165l142 50v38l-30 10v-40L124 175zM326 165l-142 50v30l30 10v-32L356 175z" fill="${accent.mid}"/>` +
        `<path d="M240 190q-70 4-78-38t78 38q8-66 74-60t-74 60z" fill="${accent.dark}"/>` +
        `<circle cx="240" cy="190" r="14" fill="${accent.mid}"/>` +
        gleam('M112 214v110', 6),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 330,
      markup:
        coat('M88 226q146-24 304 0q18 4 18 22v126q0 18-18 18H88q-18 0-18-18V248q0-18 18-22z', body, motif) +
        `<path d="M176 206q64-10 128 0v36q-64-8-128 0z" fill="${accent.mid}"/>` +
        `<path d="M196 200q44-6 88 0v14q-44-6-88 0z" fill="${accent.light}"/>` +
        `<rect x="150" y="270" width="180" height="82" rx="41" fill="${paper}"/>` +
        `<path d="M192 302h96M212 322h56" stroke="${main.deep}" stroke-width="8" stroke-linecap="round"/>` +
        gleam('M92 258v108', 8),
    };
  }
  return {
    width: 220,
    markup:
      `<path d="M312 118l54-22v264l-54 32z" fill="${main.dark}"/>` +
      `<path d="M126 118l54-22h186l-54 22z" fill="${main.light}"/>` +
      coat('M126 118h186v274H126z', body, motif) +
      `<path d="M126 206h186v116H126z" fill="${paper}"/>` +
      `<path d="M312 206l54-20v110l-54 26z" fill="${main.mist}"/>` +
      `<circle cx="180" cy="264" r="34" fill="${accent.mid}"/>` +
      `<path d="M180 230a34 34 0 0 1 0 68q24-34 0-68" fill="${accent.dark}"/>` +
      `<path d="M232 248h56M232 268h56M232 288h34" stroke="${main.deep}" stroke-width="8" stroke-linecap="round"/>` +
      gleam('M140 134v54', 6),
  };
};
