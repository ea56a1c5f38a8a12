import { coat, gleam, paper, type Shape } from './shape.ts';

/** A lipstick, open with its cap beside it, a tint with its wand, or a balm. */
export const lipstick: Shape = ({ main, accent, body, motif }, variant) => {
  const cap = coat('M278 222h92v170h-92z', body, motif);
  const rim = `<path d="M278 250h92v12h-92z" fill="${accent.light}"/>`;
  if (variant % 3 === 1)
    return {
      width: 260,
      markup:
        `<path d="M130 196h96v196h-96z" fill="${main.dark}"/><path d="M146 212h24v164h-24z" fill="#fff" opacity=".4"/><path d="M152 172h52v24h-52z" fill="${accent.light}"/>` +
        `<path d="M324 222V116" stroke="${accent.light}" stroke-width="9"/><path d="M324 84q20 24 0 52-20-28 0-52z" fill="${main.deep}"/>${cap}${rim}${gleam('M294 280v80')}`,
    };
  const stick =
    variant % 3 === 0
      ? `<path d="M146 210v-84q40-44 68-36v120z" fill="${main.mid}"/><path d="M146 126q40-44 68-36-8 26-68 62z" fill="${main.light}"/>`
      : `<path d="M146 210v-70q34-34 68 0v70z" fill="${main.light}"/>`;
  return {
    width: 260,
    markup:
      `${stick}<path d="M138 196h84v70h-84z" fill="${accent.light}"/><path d="M126 262h108v130H126z" fill="${accent.deep}"/><path d="M126 290h108v10H126z" fill="${paper}" opacity=".5"/>` +
      `${cap}${rim}${gleam('M294 280v80M142 310v60')}`,
  };
};
