import { coat, gleam, ink, paper, type Shape } from './shape.ts';

/** A soft bear, rabbit or cat, sitting. */
export const bear: Shape = ({ main, accent, body, motif }, variant) => {
  const ears = [
    `<g fill="${main.mid}"><circle cx="176" cy="112" r="34"/>` +
      `<circle cx="304" cy="112" r="34"/></g><g fill="${accent.light}">` +
      `<circle cx="176" cy="114" r="18"/><circle cx="304" cy="114" r="18"/></g>`,
    `<g fill="${main.mid}">` +
      `<path d="M196 130q-40-56-14-88 40 4 46 80zM284 130q40-56 14-88-40 4-46 80z"/></g>` +
      `<path d="M202 116q-24-36-14-56 18 8 24 52zM278 116q24-36 14-56-18 8-24 52z" fill="${accent.light}"/>`,
    `<path d="M158 160q-12-64 0-84 40 8 62 44zM322 160q12-64 0-84-40 8-62 44z" fill="${main.mid}"/>` +
      `<path d="M168 130q-4-24 0-36 20 6 30 20zM312 130q4-24 0-36-20 6-30 20z" fill="${accent.light}"/>`,
  ][variant % 3];
  return {
    width: 230,
    markup:
      ears +
      `<ellipse cx="164" cy="372" rx="46" ry="30" fill="${main.dark}"/>` +
      `<ellipse cx="316" cy="372" rx="46" ry="30" fill="${main.dark}"/>` +
      `<ellipse cx="152" cy="374" rx="24" ry="17" fill="${accent.light}"/>` +
      `<ellipse cx="328" cy="374" rx="24" ry="17" fill="${accent.light}"/>` +
      coat('M240 236q78 0 86 84 4 72-86 72t-86-72q8-84 86-84z', body, motif) +
      `<path d="M170 262q-50 10-60 60 6 26 34 14 22-24 40-50zM310 262q50 10 60 60-6 26-34 14-22-24-40-50z" fill="${main.dark}"/>` +
      `<ellipse cx="240" cy="176" rx="104" ry="88" fill="${body}"/>` +
      `<ellipse cx="240" cy="206" rx="42" ry="32" fill="${paper}"/>` +
      `<path d="M226 192h28l-14 15z" fill="${ink}"/>` +
      `<path d="M240 206v12q-12 12-22 2M240 218q12 12 22 2" fill="none" stroke="${ink}" stroke-width="4" stroke-linecap="round"/>` +
      `<circle cx="196" cy="166" r="11" fill="${ink}"/>` +
      `<circle cx="284" cy="166" r="11" fill="${ink}"/>` +
      `<circle cx="192" cy="162" r="4" fill="#fff"/>` +
      `<circle cx="280" cy="162" r="4" fill="#fff"/>` +
      `<path d="M240 264q-50-26-52 4 4 30 52 4 48 26 52-4-2-30-52-4z" fill="${accent.mid}"/>` +
      `<circle cx="240" cy="268" r="11" fill="${accent.dark}"/>` +
      gleam('M160 148q16-30 44-42'),
  };
};
