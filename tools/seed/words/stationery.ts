import type { Department } from './department.ts';

export const stationery: Department = {
  slug: 'stationery',
  ko: '문구/오피스',
  en: 'Stationery & Office',
  brands: ['글결문방', '종이결', '또박', '책상위', '연필마을', '하루기록', '오피스담'],
  words: { origin: ['대한민국', '대한민국', '중국', '일본'] },
  reviews: {
    good: [
      '{kind} 여러 개 써 봤는데 이게 제일 나아요.',
      '{kind} 바꿀 때가 돼서 샀는데 만족해요.',
      '필기감이 좋아서 공부할 맛이 나요.',
      '사무실에 두고 쓰기 딱 좋아요.',
      '디자인이 깔끔하고 예뻐요.',
      '아이 학교 준비물로 샀는데 좋아요.',
      '대량으로 사도 부담 없는 가격이에요.',
      '선물용으로도 손색없어요.',
    ],
    fair: ['무난하게 쓰기 좋아요.', '색이 화면보다 조금 연해요.', '가격만큼의 품질이에요.'],
    bad: ['몇 번 쓰지도 않았는데 망가졌어요.', '구겨져서 왔어요.', '품질이 기대보다 떨어져요.'],
  },
  groups: [
    {
      slug: 'stationery-writing',
      ko: '필기/노트',
      en: 'Writing',
      leaves: [
        {
          slug: 'stationery-pens',
          ko: '필기구',
          en: 'Pens',
          overseas: 0.06,
          things: [
            [
              '볼펜',
              900,
              1900,
              {
                words: {
                  style: ['부드러운', '저중심', '클래식', '번짐 없는'],
                  spec: ['0.38mm', '0.5mm', '0.7mm', '1.0mm'],
                },
              },
            ],
            [
              '젤펜',
              1200,
              2500,
              {
                words: {
                  style: ['부드러운', '파스텔', '슬림', '번짐 없는'],
                  spec: ['0.38mm', '0.5mm', '0.7mm'],
                },
              },
            ],
            [
              '만년필',
              19900,
              45900,
              {
                words: { style: ['클래식', '슬림', '입문용', '메탈'], spec: ['EF촉', 'F촉', 'M촉'] },
                options: [
                  { name: '색상', labels: ['블랙', '네이비', '버건디', '실버'], most: 4, hides: 'color' },
                ],
              },
            ],
            [
              '형광펜',
              900,
              1500,
              {
                words: { style: ['파스텔', '번짐 없는', '슬림'] },
                options: [
                  {
                    name: '색상',
                    labels: ['옐로우', '핑크', '그린', '블루', '혼합 색상'],
                    most: 5,
                    hides: 'color',
                  },
                ],
              },
            ],
            [
              '샤프',
              2900,
              7900,
              {
                words: { style: ['저중심', '슬림', '클래식', '흔들이'], spec: ['0.3mm', '0.5mm', '0.7mm'] },
                options: [
                  { name: '색상', labels: ['블랙', '화이트', '네이비', '핑크'], most: 4, hides: 'color' },
                ],
              },
            ],
            [
              '연필 12자루',
              2900,
              5900,
              {
                words: { style: ['사각사각', '원목', '삼각'], spec: ['HB', 'B', '2B'] },
                options: [{ name: '수량', packs: [1, 2, 3], suffix: '개' }],
              },
            ],
          ],
          words: { style: ['부드러운', '저중심', '파스텔', '클래식', '번짐 없는', '슬림', '사각사각'] },
          titles: ['{style} {noun} {spec}'],
          options: [
            { name: '색상', labels: ['블랙', '블루', '레드', '그린', '혼합 색상'], most: 5 },
            { name: '수량', packs: [1, 5, 10, 12], suffix: '개' },
          ],
          attributes: [
            ['필기구 종류', '{kind}'],
            ['심 굵기', '{spec}'],
            ['특징', '{style}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['끊김 없이 부드럽게 써져요.', '손이 안 아파서 오래 써도 편해요.'],
            fair: ['손에 쥐기엔 조금 얇아요.'],
            bad: ['금방 안 나와요.'],
          },
        },
        {
          slug: 'stationery-notebooks',
          ko: '노트/다이어리',
          en: 'Notebooks',
          things: [
            ['스프링 노트', 1900, 3900, { words: { style: ['심플', '하드커버', '모눈', '유선'] } }],
            ['무지 노트', 1900, 3500, { words: { style: ['심플', '하드커버', '크라프트'] } }],
            [
              '2019 다이어리',
              9900,
              18900,
              {
                words: { style: ['먼슬리', '하루한쪽', '하드커버', '심플'], format: ['A5', 'A6'] },
                options: [
                  {
                    name: '색상',
                    labels: ['네이비', '베이지', '핑크', '그린', '블랙'],
                    most: 5,
                    hides: 'color',
                  },
                ],
              },
            ],
            [
              '스터디 플래너',
              3900,
              7900,
              { words: { style: ['먼슬리', '10분', '하루한쪽', '심플'], format: ['A5', 'B5'] } },
            ],
            [
              '가죽 다이어리',
              15900,
              29900,
              {
                words: { style: ['빈티지', '버클', '먼슬리', '클래식'], format: ['A5', 'A6'] },
                options: [
                  { name: '색상', labels: ['블랙', '브라운', '네이비', '버건디'], most: 4, hides: 'color' },
                ],
              },
            ],
            [
              '포켓 수첩',
              1900,
              3900,
              { words: { style: ['심플', '가죽 느낌', '모눈', '빈티지'], format: ['A6', 'A7'] } },
            ],
          ],
          words: {
            style: ['심플', '하드커버', '먼슬리', '모눈', '빈티지', '하루한쪽', '캔버스'],
            format: ['A5', 'B5', 'A6', 'A4'],
            pages: ['80매', '96매', '128매', '160매'],
          },
          titles: ['{style} {noun} {format}', '{style} {noun} {format} {pages}'],
          options: [
            { name: '색상', labels: ['네이비', '베이지', '핑크', '그린', '블랙'], most: 5 },
            { name: '수량', packs: [1, 3, 5, 10], suffix: '권' },
          ],
          attributes: [
            ['판형', '{format}'],
            ['구성', '{pages}'],
            ['구분', '{kind}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['종이가 두꺼워서 뒤에 안 비쳐요.', '매일 기록하는 재미가 생겼어요.'],
            fair: ['종이가 조금 얇은 편이에요.'],
            bad: ['제본이 금방 뜯어졌어요.'],
          },
        },
      ],
    },
    {
      slug: 'stationery-office',
      ko: '사무용품',
      en: 'Office Supplies',
      leaves: [
        {
          slug: 'stationery-paper',
          ko: '복사용지/메모지',
          en: 'Paper',
          measure: { label: '매', per: 100, growth: 0.95 },
          things: [
            [
              'A4 복사용지 80g',
              4900,
              6500,
              { sizes: [500, 1000, 2500], words: { style: ['고백색', '친환경', '사무용', '걸림 없는'] } },
            ],
            [
              '점착 메모지',
              900,
              1400,
              { sizes: [100, 300, 600], words: { style: ['파스텔', '투명', '네온', '크라프트'] } },
            ],
            [
              '색지 A4',
              2900,
              3900,
              { sizes: [50, 100, 200], words: { style: ['파스텔', '두툼한', '혼합'] } },
            ],
            ['라벨지 A4', 6900, 9900, { sizes: [20, 100], words: { style: ['잉크젯', '레이저', '물류용'] } }],
            ['코팅필름 A4', 7900, 9900, { sizes: [100, 200], words: { style: ['두툼한', '투명', '무광'] } }],
          ],
          words: { style: ['고백색', '친환경', '사무용', '파스텔', '걸림 없는', '두툼한'] },
          titles: ['{style} {noun} {size}'],
          options: [
            { name: '구성', sizes: true },
            { name: '수량', packs: [1, 2, 5], suffix: '개' },
          ],
          attributes: [
            ['매수', '{size}'],
            ['구분', '{kind}'],
            ['특징', '{style}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['두께가 적당하고 뒷면이 안 비쳐요.', '회사에서 늘 이것만 시켜요.'],
            fair: ['조금 얇지만 막 쓰기 좋아요.'],
            bad: ['습기를 먹어서 우글우글해요.'],
          },
        },
        {
          slug: 'stationery-desk',
          ko: '데스크용품',
          en: 'Desk Accessories',
          things: [
            ['연필꽂이', 4900, 9900, { words: { style: ['원목', '메쉬', '투명 아크릴', '회전'] } }],
            ['서류 정리함', 7900, 15900, { words: { style: ['3단', '4단', '메쉬', '투명 아크릴'] } }],
            ['모니터 받침대', 12900, 24900, { words: { style: ['원목', '2단', '서랍형', '투명 아크릴'] } }],
            ['독서대', 8900, 17900, { words: { style: ['원목', '접이식', '2단', '높이 조절'] } }],
            ['탁상 달력', 3900, 7900, { words: { style: ['심플', '2019', '일러스트', '미니'] } }],
            ['데스크 매트', 7900, 15900, { words: { style: ['가죽', '양면', '투명', '와이드'] } }],
            ['스테이플러', 2900, 5900, { words: { style: ['미니', '무소음', '대용량'] } }],
          ],
          words: { style: ['원목', '메쉬', '투명 아크릴', '2단', '심플', '접이식', '미니'] },
          titles: ['{style} {noun}', '사무용 {style} {noun}'],
          options: [{ name: '색상', labels: ['화이트', '블랙', '그레이', '우드'], most: 4 }],
          attributes: [
            ['구분', '{kind}'],
            ['특징', '{style}'],
            ['사용 장소', '책상'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['책상이 한결 넓어졌어요.', '정리가 잘돼서 일할 맛이 나요.'],
            fair: ['조금 흔들거려요.'],
            bad: ['조립 구멍이 안 맞아요.'],
          },
        },
      ],
    },
  ],
};
