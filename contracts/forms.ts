/** The id of the form that adds to the cart or buys at once; controls of any slice join it by `form=`. */
export const buyBox = 'buy-box';
