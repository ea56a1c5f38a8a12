export const texts = {
  ko: { shop: '조각보', attributes: '필수 표기 정보', number: '상품번호', shelves: { popular: '많이 찾는 상품', deals: '오늘의 할인', new: '새로 나온 상품' } },
  en: { shop: 'Jogakbo', attributes: 'Product details', number: 'Item number', shelves: { popular: 'Popular', deals: "Today's deals", new: 'New arrivals' } },
};
