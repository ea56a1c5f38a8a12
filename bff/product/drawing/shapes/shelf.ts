import { coat, gleam, paper, type Shape } from './shape.ts';

/** A piece for keeping things: drawers, a chest with a lid, or open shelves. */
export const shelf: Shape = ({ main, accent, body, motif }, variant) => {
  const handle = (y: number) =>
    `<path d="M214 ${y}h52" stroke="${paper}" stroke-width="12" stroke-linecap="round"/>`;
  const drawer = (y: number) =>
    `<path d="M134 ${y}h212v78H134z" fill="${main.light}"/><path d="M134 ${y}h212v78H134z" fill="none" stroke="${main.deep}" stroke-width="5"/>${handle(y + 38)}`;
  const open = (y: number) => `<path d="M134 ${y}h212v78H134z" fill="${main.deep}"/>`;
  const front = [
    drawer(104) + drawer(194) + drawer(284),
    open(104) + drawer(194) + drawer(284),
    open(104) +
      open(194) +
      open(284) +
      `<path d="M150 182v-50h34v50zM196 182v-62h28v62zM160 272v-40h80v40zM240 362v-52h60v52zM310 182v-40h24v40z" fill="${accent.mid}"/>`,
  ][variant % 3];
  return {
    width: 270,
    markup:
      coat('M116 84h248v300H116z', body, motif) +
      `<path d="M128 384h24v10h-24zM328 384h24v10h-24z" fill="${main.deep}"/>${front}<path d="M106 72h268v20H106z" fill="${accent.dark}"/>${gleam('M122 110v220', 5)}`,
  };
};
