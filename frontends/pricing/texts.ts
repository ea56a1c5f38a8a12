const measures: Record<string, string> = { 개: 'pc', 매: 'sheet', g: 'g', ml: 'ml' };

export const texts = {
  ko: {
    unit: (per: number, measure: string, price: string) => `${per}${measure}당 ${price}`,
    coupon: (value: string) => `쿠폰할인 ${value}`,
  },
  en: {
    unit: (per: number, measure: string, price: string) =>
      `${price} per ${per} ${measures[measure] ?? measure}`,
    coupon: (value: string) => `${value} coupon`,
  },
};
