import type { Department } from './department.ts';

export const beauty: Department = {
  slug: 'beauty',
  ko: '뷰티',
  en: 'Beauty',
  brands: ['이슬담', '온결', '하늘빛연구소', '꽃물결', '라온스킨', '더고운', '숨채움', '미누아'],
  words: {
    origin: ['대한민국', '대한민국', '대한민국', '프랑스'],
    skin: ['모든 피부용', '민감성', '건성', '지성', '복합성'],
  },
  reviews: {
    good: [
      '{kind} 여러 개 써 봤는데 이게 제일 나아요.',
      '{kind} 바꿀 때가 돼서 샀는데 만족해요.',
      '민감성 피부인데 트러블 없이 잘 맞아요.',
      '향이 은은해서 좋아요.',
      '벌써 세 통째 쓰고 있어요.',
      '용기도 예쁘고 쓰기 편해요.',
      '엄마도 써 보시더니 바로 사 달라고 하셨어요.',
      '비싼 제품 못지않아요.',
      '유통기한도 넉넉하게 왔어요.',
    ],
    fair: [
      '순하긴 한데 효과는 아직 잘 모르겠어요.',
      '향이 호불호가 갈릴 것 같아요.',
      '용량이 생각보다 적어요.',
      '저한테는 그냥 평범했어요.',
    ],
    bad: [
      '쓰고 나서 뾰루지가 올라왔어요.',
      '향이 너무 강해서 못 쓰겠어요.',
      '펌프가 고장 나서 왔어요.',
      '제 피부에는 안 맞네요.',
    ],
  },
  groups: [
    {
      slug: 'beauty-skincare',
      ko: '스킨케어',
      en: 'Skin Care',
      leaves: [
        {
          slug: 'beauty-toner',
          ko: '스킨/토너',
          en: 'Toners',
          shape: 'bottle',
          overseas: 0.08,
          measure: { label: 'ml', per: 10, growth: 0.7 },
          things: [
            ['토너', 9900, 15900, { sizes: [150, 200, 300, 500] }],
            ['대용량 스킨', 12900, 18900, { sizes: [200, 300] }],
            ['미스트', 7900, 12900, { sizes: [80, 120, 200] }],
            ['에센스 스킨', 14900, 21900, { sizes: [150, 200] }],
          ],
          words: {
            herb: ['어성초', '병풀', '쌀겨', '녹차', '티트리', '히알루론', '쑥', '알로에'],
            effect: ['수분', '진정', '결케어', '보습', '약산성', '브라이트닝'],
          },
          titles: ['{herb} {effect} {noun} {size}'],
          options: [
            { name: '용량', sizes: true },
            { name: '수량', packs: [1, 2], suffix: '개' },
          ],
          attributes: [
            ['용량', '{size}'],
            ['피부 타입', '{skin}'],
            ['주요 기능', '{effect}'],
            ['주요 성분', '{herb}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['흡수가 빠르고 끈적이지 않아요.', '닦토로 쓰기 좋아요.'],
            fair: ['조금 끈적이는 편이에요.'],
            bad: ['바르면 따가워요.'],
          },
        },
        {
          slug: 'beauty-cream',
          ko: '크림/로션',
          en: 'Creams & Lotions',
          shape: 'cup',
          overseas: 0.08,
          measure: { label: 'ml', per: 10, growth: 0.7 },
          things: [
            ['크림', 14900, 24900, { sizes: [50, 80, 100] }],
            ['로션', 11900, 17900, { sizes: [100, 150, 200], shape: 'bottle' }],
            ['아이크림', 15900, 25900, { sizes: [20, 30, 40] }],
            ['선크림', 9900, 16900, { sizes: [50, 60, 70], shape: 'bottle' }],
            ['수면팩', 9900, 15900, { sizes: [80, 100] }],
          ],
          words: {
            herb: ['세라마이드', '병풀', '꿀', '인삼', '판테놀', '마유', '달맞이꽃', '시카'],
            effect: ['수분', '진정', '보습', '탄력', '고보습', '장벽'],
          },
          titles: ['{herb} {effect} {noun} {size}'],
          options: [
            { name: '수량', packs: [1, 2, 3], suffix: '개' },
            { name: '용량', sizes: true },
          ],
          attributes: [
            ['용량', '{size}'],
            ['피부 타입', '{skin}'],
            ['주요 기능', '{effect}'],
            ['주요 성분', '{herb}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['속당김이 확실히 줄었어요.', '겨울에도 이거 하나면 촉촉해요.'],
            fair: ['여름에 쓰기엔 조금 무거워요.'],
            bad: ['바르면 밀려서 화장이 떠요.'],
          },
        },
        {
          slug: 'beauty-masks',
          ko: '마스크팩',
          en: 'Face Masks',
          shape: 'box',
          measure: { label: '매', per: 1, growth: 0.9 },
          things: [
            ['마스크팩', 6900, 9900, { sizes: [10, 20, 30, 50] }],
            ['하이드로겔 마스크', 8900, 12900, { sizes: [5, 10] }],
            ['코팩', 3900, 5900, { sizes: [10, 20], words: { effect: ['모공', '블랙헤드'] } }],
            ['데일리 시트팩', 7900, 10900, { sizes: [30, 50, 100] }],
          ],
          words: {
            herb: ['티트리', '히알루론산', '꿀광', '쌀', '로즈', '콜라겐', '알로에', '숯'],
            effect: ['수분', '진정', '광채', '탄력', '모공'],
          },
          titles: ['{herb} {effect} {noun} {size}'],
          options: [
            { name: '구성', sizes: true },
            { name: '수량', packs: [1, 2, 3], suffix: '세트' },
          ],
          attributes: [
            ['매수', '{size}'],
            ['피부 타입', '{skin}'],
            ['주요 기능', '{effect}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['에센스가 듬뿍 들어 있어서 목까지 발라요.', '다음 날 화장이 잘 먹어요.'],
            fair: ['시트가 얼굴보다 조금 커요.'],
            bad: ['에센스가 거의 없이 말라 있었어요.'],
          },
        },
      ],
    },
    {
      slug: 'beauty-makeup',
      ko: '메이크업',
      en: 'Make-up',
      leaves: [
        {
          slug: 'beauty-lips',
          ko: '립 메이크업',
          en: 'Lip Make-up',
          shape: 'bottle',
          overseas: 0.12,
          things: [
            [
              '립틴트',
              6900,
              10900,
              {
                words: { finish: ['글로시', '새틴'], style: ['물먹은', '착붙', '과즙', '하루종일', '꽃잎'] },
              },
            ],
            [
              '립스틱',
              9900,
              17900,
              {
                words: {
                  finish: ['매트', '새틴', '크림'],
                  style: ['무드', '벨벳터치', '꽃잎', '하루종일', '착붙'],
                },
              },
            ],
            [
              '립밤',
              3900,
              6900,
              { words: { finish: ['밤'], style: ['촉촉', '꿀보습', '과즙', '무색', '꽃잎'] } },
            ],
            [
              '벨벳 립',
              8900,
              13900,
              { words: { finish: ['벨벳'], style: ['무드', '착붙', '하루종일', '꽃잎'] } },
            ],
            [
              '립글로스',
              7900,
              11900,
              { words: { finish: ['글로시'], style: ['물먹은', '유리알', '과즙', '반짝'] } },
            ],
          ],
          words: {
            style: ['물먹은', '촉촉', '착붙', '무드', '꽃잎', '하루종일', '과즙'],
            finish: ['매트', '글로시', '새틴', '벨벳'],
          },
          titles: ['{style} {noun}', '올데이 {style} {noun}'],
          options: [
            {
              name: '색상',
              labels: ['01 살구', '02 로즈', '03 벽돌', '04 체리', '05 코랄', '06 말린장미'],
              most: 6,
            },
          ],
          attributes: [
            ['제형', '{finish}'],
            ['지속력', '롱래스팅'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['발색이 예쁘고 오래가요.', '웜톤인데 찰떡이에요.'],
            fair: ['사진보다 색이 조금 진해요.'],
            bad: ['각질이 다 일어나요.'],
          },
        },
        {
          slug: 'beauty-base',
          ko: '베이스 메이크업',
          en: 'Base Make-up',
          shape: 'cup',
          overseas: 0.1,
          things: [
            [
              '쿠션 15g',
              14900,
              24900,
              { words: { style: ['커버', '글로우', '세미매트', '수분광', '스킨핏'] } },
            ],
            [
              '파운데이션 30ml',
              15900,
              26900,
              {
                shape: 'bottle',
                words: { style: ['커버', '글로우', '세미매트', '스킨핏'], sun: ['SPF35 PA++', 'SPF20 PA++'] },
              },
            ],
            [
              '프라이머 30ml',
              9900,
              15900,
              {
                options: [{ name: '수량', packs: [1, 2], suffix: '개' }],
                shape: 'bottle',
                words: { style: ['모공', '수분광', '톤업', '보송'], sun: ['없음'] },
              },
            ],
            [
              '파우더 팩트 10g',
              9900,
              16900,
              { words: { style: ['노세범', '보송', '블러'], sun: ['없음', 'SPF25 PA++'] } },
            ],
            ['컨실러 6g', 6900, 10900, { words: { style: ['커버', '촉촉', '스팟'], sun: ['없음'] } }],
          ],
          words: {
            style: ['커버', '글로우', '세미매트', '보송', '수분광', '노세범', '스킨핏'],
            sun: ['SPF50+ PA++++', 'SPF35 PA++', '없음'],
          },
          titles: ['{style} {noun}', '올데이 {style} {noun}'],
          options: [
            {
              name: '색상',
              labels: ['17호 포슬린', '19호 라이트', '21호 아이보리', '22호 누드', '23호 베이지'],
              most: 5,
            },
          ],
          attributes: [
            ['피부 표현', '{style}'],
            ['피부 타입', '{skin}'],
            ['자외선 차단', '{sun}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['커버력이 좋은데 두껍지 않아요.', '오후까지 무너짐이 없어요.'],
            fair: ['호수가 생각보다 어두워요.'],
            bad: ['다크닝이 너무 심해요.'],
          },
        },
      ],
    },
    {
      slug: 'beauty-hair-body',
      ko: '헤어/바디',
      en: 'Hair & Body',
      leaves: [
        {
          slug: 'beauty-shampoo',
          ko: '샴푸/트리트먼트',
          en: 'Shampoo & Conditioner',
          shape: 'bottle',
          overseas: 0.1,
          measure: { label: 'ml', per: 100, growth: 0.65 },
          things: [
            ['샴푸', 8900, 13900, { sizes: [400, 500, 1000] }],
            ['트리트먼트', 8900, 13900, { sizes: [300, 500, 1000] }],
            ['두피 스케일러', 11900, 16900, { sizes: [200, 300] }],
            ['헤어오일', 8900, 14900, { sizes: [80, 100, 150] }],
          ],
          words: {
            herb: ['한방', '단백질', '검은콩', '비오틴', '로즈마리', '아르간', '창포'],
            effect: ['탈모증상완화', '볼륨', '손상모', '두피쿨링', '윤기', '약산성'],
          },
          titles: ['{herb} {effect} {noun} {size}'],
          options: [
            { name: '용량', sizes: true },
            { name: '수량', packs: [1, 2, 3], suffix: '개' },
          ],
          attributes: [
            ['용량', '{size}'],
            ['주요 기능', '{effect}'],
            ['주요 성분', '{herb}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['머릿결이 찰랑찰랑해졌어요.', '두피가 시원하고 개운해요.'],
            fair: ['거품이 잘 안 나는 편이에요.'],
            bad: ['머리가 더 뻣뻣해졌어요.'],
          },
        },
        {
          slug: 'beauty-body',
          ko: '바디케어',
          en: 'Body Care',
          shape: 'bottle',
          overseas: 0.1,
          measure: { label: 'ml', per: 100, growth: 0.65 },
          things: [
            ['바디워시', 6900, 9900, { sizes: [500, 750, 1000] }],
            ['바디로션', 7900, 11900, { sizes: [300, 400, 500] }],
            ['핸드크림', 2900, 4900, { sizes: [30, 50, 80] }],
            ['바디스크럽', 8900, 12900, { sizes: [200, 250] }],
            ['바디미스트', 8900, 13900, { sizes: [100, 150] }],
          ],
          words: {
            scent: ['화이트머스크', '체리블라썸', '코튼', '프리지아', '우디', '시트러스', '베이비파우더'],
            effect: ['보습', '촉촉', '퍼퓸', '고보습', '순한'],
          },
          titles: ['{effect} {noun} {scent} {size}'],
          options: [
            {
              name: '향',
              labels: ['화이트머스크', '체리블라썸', '코튼', '프리지아', '시트러스'],
              most: 5,
              hides: 'scent',
            },
            { name: '수량', packs: [1, 2, 3], suffix: '개' },
          ],
          attributes: [
            ['용량', '{size}'],
            ['향', '{scent}'],
            ['피부 타입', '{skin}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['샤워하고 나면 향이 오래 남아요.', '건조하던 팔다리가 촉촉해졌어요.'],
            fair: ['향이 금방 사라져요.'],
            bad: ['바르고 나면 미끌거려요.'],
          },
        },
      ],
    },
  ],
};
