import type { Department } from './department.ts';

const monsters = [
  '피카츄',
  '꼬부기',
  '파이리',
  '이상해씨',
  '이브이',
  '잠만보',
  '푸린',
  '고라파덕',
  '뮤',
  '리아코',
  '브케인',
  '치코리타',
  '토게피',
  '나옹',
  '팬텀',
  '리자몽',
];
const animals = [
  '웰시코기',
  '시바견',
  '아기 판다',
  '코알라',
  '고슴도치',
  '레서판다',
  '알파카',
  '북극곰',
  '펭귄',
  '수달',
];

export const toys: Department = {
  slug: 'toys',
  ko: '완구/취미',
  en: 'Toys & Hobbies',
  brands: ['퍼즐사랑', '토이나래', '블럭마루', '놀이곳간', '아이꿈터', '키즈아토', '또래상점', '모아토이'],
  words: { origin: ['중국', '중국', '대한민국', '베트남'], age: ['3세', '5세', '6세', '8세'] },
  reviews: {
    good: [
      '조카가 받자마자 좋아서 방방 뛰었어요.',
      '아이가 하루 종일 이것만 가지고 놀아요.',
      '마감이 깔끔하고 색감도 예뻐요.',
      '생각보다 튼튼해서 오래 가지고 놀 것 같아요.',
      '어린이날 선물로 줬는데 반응이 최고였습니다.',
      '냄새도 안 나고 모서리도 둥글어서 안심돼요.',
      '사진보다 실물이 훨씬 귀여워요.',
      '유치원 친구 생일 선물로 하나 더 샀어요.',
      '{brand} 제품은 믿고 삽니다.',
    ],
    fair: [
      '아이는 좋아하는데 크기가 생각보다 작아요.',
      '가격 생각하면 그냥 무난해요.',
      '포장이 조금 눌려서 왔지만 내용물은 괜찮았어요.',
      '처음엔 잘 놀더니 며칠 지나니 시들하네요.',
      '설명서가 조금 더 친절했으면 좋겠어요.',
    ],
    bad: [
      '부품 하나가 빠져서 왔어요.',
      '사진이랑 색이 많이 달라서 아이가 실망했어요.',
      '며칠 만에 망가졌어요.',
      '마감이 거칠어서 아이 손에 쥐여 주기 불안해요.',
      '이 가격이면 다른 걸 살 걸 그랬어요.',
    ],
  },
  groups: [
    {
      slug: 'toys-blocks',
      ko: '블록놀이',
      en: 'Building Blocks',
      reviews: {
        good: [
          '조각이 딱딱 잘 맞아서 조립하는 맛이 있어요.',
          '만들었다 부수고 또 만들면서 잘 놀아요.',
          '어른이 해도 재미있네요.',
        ],
        fair: ['조각이 작아서 어린아이는 어른이 도와줘야 해요.', '몇 조각은 조금 헐거워요.'],
        bad: ['조각이 모자라서 완성을 못 했어요.', '블록이 뻑뻑해서 손끝이 아파요.'],
      },
      leaves: [
        {
          slug: 'toys-nano-blocks',
          reviews: {
            good: [
              '집중해서 한 시간 만에 다 맞췄어요.',
              '완성해서 책상 위에 올려 두니 뿌듯합니다.',
              '여분 조각이 들어 있어서 좋았어요.',
            ],
          },
          ko: '나노블록',
          en: 'Nano Blocks',
          overseas: 0.08,
          measure: { label: '피스', growth: 0.6 },
          things: [
            [
              '나노블록',
              7900,
              11900,
              { sizes: [90, 110, 130, 160, 200], words: { character: ['포켓몬스터'], subject: monsters } },
            ],
            [
              '미니 나노블록',
              6900,
              9900,
              { sizes: [100, 120, 150, 210], words: { theme: ['동물친구들'], subject: animals } },
            ],
            [
              '나노블록',
              13900,
              18900,
              {
                sizes: [420, 560, 780, 1200],
                words: {
                  theme: ['세계여행'],
                  subject: ['남대문', '에펠탑', '풍차', '등대', '첨성대', '피사의 사탑'],
                },
              },
            ],
          ],
          words: {
            age: ['8세', '12세', '12세'],
            gender: ['공용', '남아용품', '여아용품'],
            maker: ['중국', '대한민국'],
          },
          titles: [
            '{character} {theme} {subject} {noun} {size}',
            '{character} {theme} {noun} {subject} {size}',
          ],
          options: [{ name: '색상', labels: ['혼합 색상'] }],
          attributes: [
            ['유아용품 성별', '{gender}'],
            ['퍼즐/블럭 조각 수', '{size}'],
            ['캐릭터', '{character}'],
            ['테마', '{theme}'],
            ['최소 연령', '{age}'],
            ['제조국', '{maker}'],
          ],
        },
        {
          slug: 'toys-large-blocks',
          ko: '대형블록',
          en: 'Large Blocks',
          measure: { label: '피스', growth: 0.75 },
          things: [
            [
              '말랑 소프트 블록',
              19900,
              29900,
              { sizes: [30, 50, 80], words: { style: ['파스텔', '무지개', '유아'], material: ['EVA'] } },
            ],
            [
              '점보 조립 블록',
              24900,
              35900,
              { sizes: [40, 60, 100], words: { style: ['튼튼한', '무지개', '유아'], material: ['ABS'] } },
            ],
            [
              '종이 벽돌 블록',
              15900,
              21900,
              {
                sizes: [20, 40, 60],
                words: { style: ['튼튼한', '무지개', '파스텔'], material: ['강화 골판지'] },
              },
            ],
            [
              '원목 쌓기 블록',
              22900,
              32900,
              {
                sizes: [50, 100],
                words: { style: ['파스텔', '숫자놀이', '무지개'], material: ['너도밤나무'] },
              },
            ],
          ],
          words: {
            style: ['우리 아이', '파스텔', '무지개', '튼튼한', '유아', '숫자놀이'],
            age: ['12개월', '24개월', '3세'],
          },
          titles: ['{style} {noun} {size}'],
          options: [
            { name: '수량', packs: [1, 2], suffix: '세트' },
            { name: '구성', sizes: true },
          ],
          attributes: [
            ['퍼즐/블럭 조각 수', '{size}'],
            ['소재', '{material}'],
            ['최소 연령', '{age}'],
            ['제조국', '{origin}'],
          ],
        },
        {
          slug: 'toys-magnet-blocks',
          ko: '자석블록',
          en: 'Magnetic Blocks',
          measure: { label: '피스', growth: 0.8 },
          things: [
            ['자석블록', 17900, 24900, { sizes: [32, 48, 64, 100] }],
            ['투명 자석블록', 21900, 29900, { sizes: [30, 50, 72, 108] }],
            ['막대 자석블록', 12900, 16900, { sizes: [36, 60, 90] }],
          ],
          words: {
            style: ['창의력 쑥쑥', '보석', '도형', '스테인드', '놀이공원', '우주탐험', '공룡나라', '소방서'],
            age: ['3세', '4세'],
          },
          titles: ['{style} {noun} {size}', '{noun} {style} 세트 {size}'],
          options: [
            { name: '색상', labels: ['혼합 색상', '파스텔'] },
            { name: '구성', sizes: true },
          ],
          attributes: [
            ['퍼즐/블럭 조각 수', '{size}'],
            ['소재', 'ABS, 자석'],
            ['최소 연령', '{age}'],
            ['제조국', '{origin}'],
          ],
        },
      ],
    },
    {
      slug: 'toys-dolls',
      ko: '인형/역할놀이',
      en: 'Dolls & Pretend Play',
      leaves: [
        {
          slug: 'toys-plush',
          ko: '봉제인형',
          en: 'Plush Toys',
          measure: { label: 'cm', growth: 0.9 },
          things: [
            [
              '인형',
              12900,
              16900,
              { sizes: [20, 25, 30, 45], words: { character: ['포켓몬스터'], subject: monsters } },
            ],
            [
              '애착인형',
              11900,
              15900,
              {
                sizes: [25, 35, 50],
                words: { character: ['포근한'], subject: ['토끼', '아기곰', '코끼리', '고래', '공룡', '양'] },
              },
            ],
            [
              '바디필로우 인형',
              21900,
              27900,
              {
                sizes: [60, 80, 100],
                words: { character: ['말랑'], subject: ['물개', '시바견', '고양이', '오리', '상어'] },
              },
            ],
          ],
          titles: ['{character} {subject} {noun} {size}'],
          options: [
            { name: '색상', labels: ['혼합 색상'] },
            { name: '사이즈', sizes: true },
          ],
          attributes: [
            ['캐릭터', '{subject}'],
            ['크기', '{size}'],
            ['소재', '폴리에스터'],
            ['세탁 방법', '손세탁'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['촉감이 정말 보들보들해요.', '솜이 빵빵해서 안고 자기 좋아요.'],
            fair: ['솜이 조금 덜 찬 느낌이에요.'],
            bad: ['털이 너무 많이 빠져요.', '박음질이 터져서 솜이 나왔어요.'],
          },
        },
        {
          slug: 'toys-kitchen-play',
          ko: '주방놀이',
          en: 'Play Kitchens',
          things: [
            [
              '주방놀이 세트',
              32900,
              59000,
              { words: { style: ['원목', '불빛 나는', '소리 나는', '디럭스'] } },
            ],
            ['과일 자르기 세트', 9900, 15900, { words: { style: ['원목', '알록달록', '자석', '미니'] } }],
            ['마트 계산대 놀이', 19900, 33900, { words: { style: ['불빛 나는', '소리 나는', '디럭스'] } }],
            ['빵집 놀이 세트', 14900, 24900, { words: { style: ['원목', '알록달록', '미니', '디럭스'] } }],
            ['아이스크림 가게 놀이', 13900, 22900, { words: { style: ['원목', '알록달록', '소리 나는'] } }],
            ['커피머신 장난감', 17900, 26900, { words: { style: ['원목', '불빛 나는', '소리 나는'] } }],
          ],
          words: {
            style: ['원목', '불빛 나는', '소리 나는', '알록달록', '미니', '디럭스'],
            age: ['3세', '4세'],
          },
          titles: ['{style} {noun}', '{style} {noun} 역할놀이 장난감'],
          options: [{ name: '색상', labels: ['민트', '핑크', '화이트'], most: 3 }],
          attributes: [
            ['놀이 종류', '역할놀이'],
            ['최소 연령', '{age}'],
            ['유아용품 성별', '공용'],
            ['제조국', '{origin}'],
          ],
        },
      ],
    },
    {
      slug: 'toys-puzzles',
      ko: '퍼즐/보드게임',
      en: 'Puzzles & Board Games',
      leaves: [
        {
          slug: 'toys-jigsaw',
          ko: '직소퍼즐',
          en: 'Jigsaw Puzzles',
          measure: { label: '조각', growth: 0.45 },
          things: [
            [
              '직소퍼즐',
              7900,
              10900,
              {
                sizes: [150, 300, 500, 1000],
                words: {
                  subject: [
                    '벚꽃 핀 궁궐',
                    '제주 유채꽃',
                    '밤의 항구',
                    '고양이 서점',
                    '한강 노을',
                    '설산의 아침',
                    '달빛 정원',
                    '바닷가 마을',
                  ],
                },
              },
            ],
            [
              '직소퍼즐',
              8900,
              11900,
              {
                sizes: [108, 150, 300, 500],
                words: {
                  subject: ['포켓몬스터 피카츄와 친구들', '포켓몬스터 이브이 산책', '포켓몬스터 바다 여행'],
                },
              },
            ],
            [
              '유아 판퍼즐',
              5900,
              7900,
              {
                sizes: [24, 36, 48],
                words: {
                  subject: ['바다 동물', '탈것', '공룡', '농장 친구들', '우리나라 지도'],
                  age: ['3세', '4세'],
                },
              },
            ],
          ],
          words: { age: ['6세', '8세', '10세'], material: ['종이'] },
          titles: ['{subject} {noun} {size}'],
          options: [
            { name: '색상', labels: ['혼합 색상'] },
            { name: '구성', labels: ['퍼즐 단품', '퍼즐 + 유액'] },
          ],
          attributes: [
            ['퍼즐/블럭 조각 수', '{size}'],
            ['소재', '{material}'],
            ['최소 연령', '{age}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['가족이 둘러앉아 며칠 동안 맞췄어요.', '그림이 선명해서 액자에 넣어 걸었어요.'],
            fair: ['비슷한 색이 많아서 꽤 어려워요.'],
            bad: ['마지막 조각 하나가 없어서 허탈했어요.'],
          },
        },
        {
          slug: 'toys-board-games',
          ko: '보드게임',
          en: 'Board Games',
          things: [
            ['카드게임', 8900, 14900, { words: { style: ['온가족', '여행용', '순발력', '두뇌쑥쑥'] } }],
            ['보드게임', 15900, 32900, { words: { style: ['온가족', '두뇌쑥쑥', '협동', '초등'] } }],
            ['추리 보드게임', 18900, 29900, { words: { style: ['온가족', '협동', '초등'] } }],
            ['균형잡기 게임', 7900, 13900, { words: { style: ['온가족', '순발력', '원목'] } }],
            [
              '원목 바둑 세트',
              19900,
              45900,
              { words: { style: ['접이식', '온가족', '고급'], players: ['2명'] } },
            ],
            [
              '자석 장기',
              9900,
              16900,
              { words: { style: ['접이식', '여행용', '온가족'], players: ['2명'] } },
            ],
          ],
          words: {
            style: ['온가족', '여행용', '두뇌쑥쑥', '순발력', '협동', '초등', '베스트'],
            players: ['2~4명', '2~6명', '2~5명'],
            age: ['6세', '7세', '8세'],
          },
          titles: ['{style} {noun}', '{style} {noun} {players}'],
          options: [{ name: '수량', packs: [1, 2, 3], suffix: '개' }],
          attributes: [
            ['인원', '{players}'],
            ['최소 연령', '{age}'],
            ['언어', '한국어'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['규칙이 쉬워서 아이들도 금방 배웠어요.', '명절에 온 가족이 재미있게 했습니다.'],
            fair: ['두 명이 하기에는 조금 심심해요.'],
            bad: ['카드가 얇아서 금방 휘어요.'],
          },
        },
      ],
    },
    {
      slug: 'toys-hobby',
      ko: '취미/공예',
      en: 'Hobbies & Crafts',
      leaves: [
        {
          slug: 'toys-stickers',
          ko: '스티커/색칠놀이',
          en: 'Stickers & Colouring',
          measure: { label: '매', growth: 0.7 },
          things: [
            [
              '스티커',
              2900,
              4500,
              {
                sizes: [20, 50, 100],
                words: { subject: monsters.map((monster) => `포켓몬스터 ${monster}`) },
              },
            ],
            [
              '반짝이 스티커',
              1500,
              2500,
              {
                sizes: [20, 40, 60],
                words: { subject: ['하트', '별자리', '꽃밭', '바다 친구들', '디저트'] },
              },
            ],
            [
              '색칠공부',
              3500,
              5900,
              { sizes: [24, 32, 48], words: { subject: ['공주', '공룡', '자동차', '사계절', '우리 동네'] } },
            ],
          ],
          words: { age: ['3세', '4세', '5세'] },
          titles: ['{subject} {noun} {size}'],
          options: [{ name: '수량', packs: [1, 3, 5, 10], suffix: '세트' }],
          attributes: [
            ['구성', '{size}'],
            ['최소 연령', '{age}'],
            ['소재', '종이'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['다꾸할 때 쓰기 딱 좋아요.', '접착력이 적당해서 떼었다 붙이기 좋아요.'],
            fair: ['스티커 크기가 조금 작아요.'],
            bad: ['잘 안 떼어져서 찢어져요.'],
          },
        },
        {
          slug: 'toys-painting-kits',
          ko: '그림 그리기 세트',
          en: 'Painting Kits',
          measure: { label: 'cm' },
          things: [
            [
              '명화 그리기 DIY 유화 세트',
              9900,
              15900,
              {
                words: {
                  subject: ['해바라기', '별이 빛나는 밤', '자작나무 숲', '라벤더 들판', '목련', '제주 바다'],
                },
              },
            ],
            [
              '보석십자수',
              8900,
              14900,
              {
                words: {
                  kit: ['캔버스, 비즈, 펜'],
                  subject: ['공작', '부엉이', '모란', '행운의 물고기', '고양이 가족'],
                },
              },
            ],
            [
              '캔버스 컬러링',
              7900,
              12900,
              { words: { subject: ['캠핑의 밤', '튤립', '파리의 카페', '강아지 초상'] } },
            ],
          ],
          words: {
            canvas: ['30 x 40cm', '40 x 50cm', '20 x 30cm'],
            kit: ['캔버스, 물감, 붓'],
            level: ['초급', '중급', '고급'],
          },
          titles: ['{subject} {noun} {canvas}'],
          options: [{ name: '구성', ladder: ['캔버스형', '액자형'], step: 0.35 }],
          attributes: [
            ['크기', '{canvas}'],
            ['난이도', '{level}'],
            ['구성품', '{kit}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['주말 내내 힐링하면서 그렸어요.', '완성하니까 인테리어 소품으로 훌륭해요.'],
            fair: ['작은 칸은 눈이 좀 아파요.'],
            bad: ['물감이 굳어서 왔어요.'],
          },
        },
      ],
    },
  ],
};
