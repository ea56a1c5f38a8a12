import type { Language } from '@jogakbo/contracts/language';
import type { DeliveryService, Region } from '@jogakbo/transport-bff/contract';

type Texts = {
  /** Words for the days ahead, from today. */
  relative: string[];
  near(word: string, weekday: string, numbers: string): string;
  far(weekday: string, numbers: string): string;
  /** Only the shop's own carrier guarantees a day. */
  guaranteed(day: string): string;
  expected(day: string): string;
  /** Shown instead of a day. */
  soldOut: string;
  regions: Record<Region, string>;
  freeFrom: Record<DeliveryService, (amount: string) => string>;
  alone: string;
  freeBoth: string;
};

export const texts: Record<Language, Texts> = {
  ko: {
    relative: ['오늘', '내일', '모레'],
    near: (word, weekday, numbers) => `${word}(${weekday}) ${numbers}`,
    far: (weekday, numbers) => `${numbers}(${weekday})`,
    guaranteed: (day) => `${day} 도착 보장`,
    expected: (day) => `${day} 도착 예정`,
    soldOut: '품절되어 지금은 배송할 수 없어요',
    regions: {
      capital: '서울·경기 기준',
      mainland: '서울·경기 외 내륙 기준',
      jeju: '제주 기준',
      islands: '도서 지역 기준',
    },
    freeFrom: {
      rocket: (amount) => `로켓배송 상품 ${amount} 이상 무료배송`,
      'rocket-overseas': (amount) => `로켓직구 상품 ${amount} 이상 무료배송`,
      standard: (amount) => `${amount} 이상 무료배송`,
    },
    alone: '하나만 사도 무료',
    freeBoth: '무료배송 + 무료반품',
  },
  en: {
    relative: ['today', 'tomorrow', 'the day after tomorrow'],
    near: (word, weekday, numbers) => `${word} (${weekday}) ${numbers}`,
    far: (weekday, numbers) => `${weekday} ${numbers}`,
    guaranteed: (day) => `Arrives ${day}, guaranteed`,
    expected: (day) => `Expected ${day}`,
    soldOut: 'Sold out, so it cannot be delivered now',
    regions: {
      capital: 'Seoul·Gyeonggi',
      mainland: 'mainland outside Seoul·Gyeonggi',
      jeju: 'Jeju',
      islands: 'islands',
    },
    freeFrom: {
      rocket: (amount) => `Free Rocket delivery from ${amount}`,
      'rocket-overseas': (amount) => `Free overseas delivery from ${amount}`,
      standard: (amount) => `Free delivery from ${amount}`,
    },
    alone: 'free for this item alone',
    freeBoth: 'Free delivery + free returns',
  },
};
