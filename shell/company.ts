import type { Texts } from './markup.ts';

/**
 * The company that runs the shop. Korean law requires this on every page (전자상거래법 제10조). All of it is made up. Replace it here, and
 * the footer and the legal pages change, too.
 */
export const company = {
  name: { ko: '주식회사 조각보 (가상 회사)', en: 'Jogakbo Inc. (a made-up company)' },
  representative: { ko: '홍길동', en: 'Hong Gil-dong' },
  businessNumber: '000-00-00000',
  mailOrderNumber: { ko: '제0000-서울가상-0000호', en: 'No. 0000-Seoul-Gasang-0000' },
  address: {
    ko: '(00000) 서울특별시 가상구 조각보로 1, 조각보빌딩',
    en: 'Jogakbo Building, 1 Jogakbo-ro, Gasang-gu, Seoul 00000',
  },
  phone: '02-000-0000',
  hours: { ko: '평일 9:00~18:00', en: 'weekdays 9:00–18:00, Korean time' },
  email: 'help@jogakbo.example',
  host: { ko: 'Cloudflare, Inc.', en: 'Cloudflare, Inc.' },
  privacyOfficer: {
    name: { ko: '성춘향 (개인정보 보호책임자)', en: 'Seong Chun-hyang (data protection officer)' },
    email: 'privacy@jogakbo.example',
  },
  processors: [
    {
      name: { ko: 'Cloudflare, Inc. (미국)', en: 'Cloudflare, Inc. (USA)' },
      task: { ko: '서버 운영과 데이터 보관', en: 'Running servers and storing data' },
    },
    {
      name: { ko: 'Upstash, Inc. (미국)', en: 'Upstash, Inc. (USA)' },
      task: { ko: '로그인 상태와 장바구니의 임시 보관', en: 'Keeping sessions and carts for a limited time' },
    },
    {
      name: { ko: '가상택배 주식회사', en: 'Gasang Express Inc. (made up)' },
      task: { ko: '상품 배송과 반품 회수', en: 'Delivering products and collecting returns' },
    },
    {
      name: { ko: '가상페이 주식회사', en: 'Gasang Pay Inc. (made up)' },
      task: { ko: '결제와 환불 처리', en: 'Handling payments and refunds' },
    },
  ],
  /** The first day on which the legal pages apply. */
  effective: '2026-11-01',
} as const satisfies CompanySettings;

type CompanySettings = {
  name: Texts;
  representative: Texts;
  businessNumber: string;
  mailOrderNumber: Texts;
  address: Texts;
  phone: string;
  hours: Texts;
  email: string;
  host: Texts;
  privacyOfficer: { name: Texts; email: string };
  processors: readonly { name: Texts; task: Texts }[];
  effective: string;
};
