/** The id of the form that adds to the cart or buys right away. A control of any slice joins it with `form=`. */
export const buyBox = 'buy-box';
