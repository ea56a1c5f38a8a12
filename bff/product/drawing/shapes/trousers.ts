import { coat, type Shape } from './shape.ts';

/** Jeans, shorts, or joggers. */
export const trousers: Shape = ({ main, accent, body, motif }, variant) => {
  const stitch = (path: string) =>
    `<path d="${path}" fill="none" stroke="${accent.light}" stroke-width="4" stroke-dasharray="9 6"/>`;
  const fly = `<path d="M240 112v58q0 14-14 18" fill="none" stroke="${main.deep}" stroke-opacity=".5" stroke-width="5"/>`;

  if (variant % 3 === 0) {
    return {
      width: 190,
      markup:
        coat('M160 84h160l30 308h-82l-28-186-28 186h-82z', body, motif) +
        `<path d="M240 206l28 186h82L334 226q-50 20-94-20z" fill="${main.deep}" opacity=".16"/>` +
        `<path d="M160 84h160l3 30H157z" fill="${main.dark}"/>` +
        `<path d="M134 366h80l-4 26h-80zM266 366h80l4 26h-80z" fill="${accent.mid}"/>` +
        stitch('M162 120q4 34 42 40M318 120q-4 34-42 40M240 190v16') +
        fly +
        `<circle cx="240" cy="99" r="8" fill="${accent.light}"/>`,
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 240,
      markup:
        coat('M146 134h188l44 226q-58 26-118 26l-20-120-20 120q-60 0-118-26z', body, motif) +
        `<path d="M240 266l20 120q60 0 118-26l-16-82q-66 24-122-12z" fill="${main.deep}" opacity=".16"/>` +
        `<path d="M146 134h188l7 34H139z" fill="${main.dark}"/>` +
        `<path d="M102 360q58 26 118 26l4-22q-60-2-118-26zM378 360q-58 26-118 26l-4-22q60-2 118-26z" fill="${accent.mid}"/>` +
        stitch('M140 186q14 34 52 42M340 186q-14 34-52 42') +
        `<path d="M222 164q-4 44-16 58M250 164q4 40 12 54" fill="none" stroke="${accent.light}" stroke-width="7" stroke-linecap="round"/>`,
    };
  }
  return {
    width: 190,
    markup:
      coat('M158 84h164q34 150 20 282h-66q-2-100-36-170-34 70-36 170h-66q-14-132 20-282z', body, motif) +
      `<path d="M240 196q34 70 36 170h66q8-78 0-160-52 26-102-10z" fill="${main.deep}" opacity=".16"/>` +
      `<path d="M158 84h164l6 32H152z" fill="${main.dark}"/>` +
      `<path d="M140 362h62v30h-62zM278 362h62v30h-62z" fill="${accent.mid}"/>` +
      `<path d="M150 366v22M162 366v22M174 366v22M186 366v22M288 366v22M300 366v22M312 366v22M324 366v22" stroke="${accent.dark}" stroke-opacity=".5" stroke-width="4"/>` +
      stitch('M150 136q8 36 48 40M330 136q-8 36-48 40') +
      `<path d="M228 106q-6 40-16 56M250 106q4 38 12 52" fill="none" stroke="${accent.light}" stroke-width="7" stroke-linecap="round"/>`,
  };
};
