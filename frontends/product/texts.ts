export const texts = {
  ko: {
    shop: '조각보',
    attributes: '필수 표기 정보',
    number: '상품번호',
    pictures: '상품 사진',
    picture: (number: number) => `사진 ${number}`,
    choose: (option: string) => `${option} 선택`,
    soldOut: '품절',
    shelves: { popular: '많이 찾는 상품', deals: '오늘의 할인', new: '새로 나온 상품' },
  },
  en: {
    shop: 'Jogakbo',
    attributes: 'Product details',
    number: 'Item number',
    pictures: 'Product pictures',
    picture: (number: number) => `Picture ${number}`,
    choose: (option: string) => `Choose: ${option}`,
    soldOut: 'Sold out',
    shelves: { popular: 'Popular now', deals: 'Today’s deals', new: 'New arrivals' },
  },
};
