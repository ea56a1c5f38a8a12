import { coat, gleam, paper, type Shape } from './shape.ts';

/** A pump bottle, a bottle with a flip cap, or one with a long neck. */
export const bottle: Shape = ({ main, accent, body, motif }, variant) => {
  const label = (outline: string) =>
    `<path d="${outline}" fill="${paper}"/>${coat(outline, motif)}<path d="M206 300h68M218 316h44" stroke="${main.deep}" stroke-width="6" stroke-linecap="round"/>`;

  if (variant % 3 === 0) {
    return {
      width: 190,
      markup:
        `<path d="M234 126h14v44h-14z" fill="${accent.dark}"/>` +
        `<path d="M182 104h70q12 0 12 12v16h-40q-20 0-26 12l-16-4q-4-34 0-36z" fill="${accent.mid}"/>` +
        `<path d="M182 104h70q12 0 12 12h-82z" fill="${accent.light}"/>` +
        `<path d="M208 158h64v34h-64z" fill="${accent.mid}"/>` +
        `<path d="M246 158h26v34h-26z" fill="${accent.dark}"/>` +
        `<path d="M204 190h72q42 8 42 48v124q0 30-30 30h-96q-30 0-30-30v-124q0-40 42-48z" fill="${body}"/>` +
        label('M162 258h156v84H162z') +
        gleam('M180 232v134'),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 176,
      markup:
        `<path d="M190 96h100q8 0 8 8v46H182v-46q0-8 8-8z" fill="${accent.mid}"/>` +
        `<path d="M256 96h34q8 0 8 8v46h-42z" fill="${accent.dark}"/>` +
        `<path d="M182 118h116" stroke="${accent.deep}" stroke-width="3" opacity=".5"/>` +
        `<path d="M186 150h108q22 2 24 30q8 100 0 186q-2 26-26 26H188q-24 0-26-26q-8-86 0-186q2-28 24-30z" fill="${body}"/>` +
        label('M159 246h162q1 50-1 98H160q-2-48-1-98z') +
        gleam('M180 182q-6 90 0 180'),
    };
  }
  return {
    width: 168,
    markup:
      `<path d="M212 138h56v54q0 20 22 38q24 20 24 50v84q0 28-26 28h-96q-26 0-26-28v-84q0-30 24-50q22-18 22-38z" fill="${body}"/>` +
      `<path d="M208 88h64v44h-64z" fill="${accent.mid}"/>` +
      `<path d="M246 88h26v44h-26z" fill="${accent.dark}"/>` +
      `<path d="M206 128h68v14h-68z" fill="${accent.light}"/>` +
      label('M166 262h148v84H166z') +
      gleam('M182 290v76M224 152v44'),
  };
};
