import { coat, gleam, ink, paper, type Shape } from './shape.ts';

/** A charger with its cable: a plug, a power bank, or the cable in a coil. */
export const charger: Shape = ({ main, accent, body, motif }, variant) => {
  const tip = `<path d="M366 330h34v44h-34z" fill="${ink}"/><path d="M374 374h18v18h-18z" fill="#c9ccd6"/>`;
  const cable = (path: string) => `<path d="${path}" fill="none" stroke="${accent.dark}" stroke-width="13"/>`;
  if (variant % 3 === 2)
    return {
      width: 250,
      markup:
        `<g fill="none" stroke="${accent.dark}" stroke-width="15"><ellipse cx="240" cy="260" rx="130" ry="110"/><ellipse cx="240" cy="266" rx="104" ry="86"/></g>` +
        coat('M196 136h88v240h-88z', body, motif) +
        `<path d="M222 96h36v40h-36z" fill="#c9ccd6"/><path d="M196 190h88v18h-88zM196 330h88v18h-88z" fill="${main.deep}"/>${gleam('M210 220v90')}`,
    };
  const bank = variant % 3 === 1;
  return {
    width: 300,
    markup:
      (bank ? '' : `<path d="M148 140v-46M212 140v-46" stroke="#c9ccd6" stroke-width="17"/>`) +
      cable(bank ? 'M180 112q20-50 110-40t93 260' : 'M240 330q60 80 100-20t43 20') +
      coat(
        bank
          ? 'M96 112h168q18 0 18 18v244q0 18-18 18H96q-18 0-18-18V130q0-18 18-18z'
          : 'M110 140h140q20 0 20 20v212q0 20-20 20H110q-20 0-20-20V160q0-20 20-20z',
        body,
        motif,
      ) +
      `<path d="M186 210l-42 74h32l-10 56 46-78h-34z" fill="${paper}"/>${tip}${gleam('M112 176v120')}`,
  };
};
