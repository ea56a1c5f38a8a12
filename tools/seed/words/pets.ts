import type { Department } from './department.ts';

const dogBrands = ['멍냥상점', '꼬리살랑', '발바닥마을', '도그앤온', '펫담', '멍이네'];
const catBrands = ['멍냥상점', '꼬리살랑', '발바닥마을', '냥이네부엌', '펫담', '야옹담'];

export const pets: Department = {
  slug: 'pets',
  ko: '반려동물용품',
  en: 'Pets',
  brands: [...new Set([...dogBrands, ...catBrands])],
  words: { origin: ['대한민국', '대한민국', '중국'] },
  reviews: {
    good: [
      '우리 집 막내가 정말 좋아해요.',
      '까다로운 아이인데 관심을 보이네요.',
      '두 번째 구매예요, 아이가 이것만 찾아요.',
      '가격도 착하고 양도 많아요.',
      '냄새가 거의 안 나서 좋아요.',
    ],
    fair: [
      '처음엔 관심을 보이다가 금방 시들하네요.',
      '나쁘지 않은데 특별하지는 않아요.',
      '노견에게는 조금 안 맞는 것 같아요.',
    ],
    bad: ['우리 아이는 쳐다보지도 않아요.', '냄새가 너무 심해요.', '포장이 뜯어져서 왔어요.'],
  },
  groups: [
    {
      slug: 'pets-dogs',
      ko: '강아지용품',
      en: 'Dogs',
      leaves: [
        {
          slug: 'pets-dog-food',
          brands: dogBrands,
          ko: '강아지 사료/간식',
          en: 'Dog Food & Treats',
          overseas: 0.1,
          measure: { label: 'g', per: 100, growth: 0.85 },
          things: [
            [
              '강아지 사료',
              12900,
              18900,
              {
                sizes: [1200, 2000, 6000],
                words: { style: ['그레인프리', '저알러지', '소프트', '관절 튼튼', '유기농'] },
              },
            ],
            [
              '강아지 져키',
              3900,
              6900,
              { sizes: [100, 200, 400], words: { style: ['부드러운', '저알러지', '무첨가', '수제'] } },
            ],
            [
              '강아지 껌',
              4900,
              7900,
              { sizes: [200, 400], words: { style: ['치석제거', '오래 씹는', '저알러지'] } },
            ],
            [
              '동결건조 간식',
              5900,
              8900,
              { sizes: [50, 100, 200], words: { style: ['무첨가', '저알러지', '수제'] } },
            ],
            [
              '강아지 습식 캔',
              1500,
              2200,
              { sizes: [100, 375], words: { style: ['촉촉한', '그레인프리', '저알러지'] } },
            ],
          ],
          words: {
            taste: ['연어', '오리', '소고기', '닭가슴살', '양고기', '고구마'],
            style: ['그레인프리', '저알러지', '소프트', '관절 튼튼', '유기농', '치석제거'],
            age: ['전연령', '성견용', '퍼피', '시니어'],
          },
          titles: ['{style} {taste} {noun} {size}', '{age} {taste} {noun} {size}'],
          options: [
            { name: '중량', sizes: true },
            { name: '수량', packs: [1, 2, 3, 5], suffix: '개' },
          ],
          attributes: [
            ['중량', '{size}'],
            ['대상 연령', '{age}'],
            ['주원료', '{taste}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['변 상태가 좋아졌어요.', '봉지 소리만 나도 달려와요.'],
            fair: ['알갱이가 조금 커요.'],
            bad: ['먹고 나서 설사를 했어요.'],
          },
        },
        {
          slug: 'pets-dog-supplies',
          brands: dogBrands,
          ko: '강아지 산책/배변',
          en: 'Dog Supplies',
          things: [
            ['배변패드', 9900, 15900, { words: { style: ['두툼한', '흡수 빠른', '무형광', '대형'] } }],
            ['강아지 하네스', 12900, 22900, { words: { style: ['편안한', '소형견', '반사', '귀여운'] } }],
            ['자동 리드줄 5m', 14900, 24900, { words: { style: ['튼튼한', '반사', '소형견', '원터치'] } }],
            ['강아지 방석', 15900, 29900, { words: { style: ['푹신한', '사계절', '귀여운', '마약'] } }],
            ['노즈워크 매트', 12900, 19900, { words: { style: ['귀여운', '튼튼한', '접이식'] } }],
            ['강아지 옷', 9900, 18900, { words: { style: ['귀여운', '사계절', '올인원', '줄무늬'] } }],
          ],
          words: {
            style: ['푹신한', '편안한', '소형견', '산뜻한', '귀여운', '사계절', '튼튼한'],
            color: ['그레이', '핑크', '네이비', '옐로우'],
          },
          titles: ['{style} {noun}', '{style} {noun} {color}'],
          options: [
            { name: '사이즈', ladder: ['S', 'M', 'L', 'XL'], step: 0.1 },
            { name: '수량', packs: [1, 2, 4], suffix: '개' },
          ],
          attributes: [
            ['대상', '강아지'],
            ['구분', '{kind}'],
            ['특징', '{style}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['말티즈인데 딱 맞아요.', '산책할 때마다 칭찬 들어요.'],
            fair: ['사이즈가 조금 작게 나왔어요.'],
            bad: ['금방 물어뜯어서 망가졌어요.'],
          },
        },
      ],
    },
    {
      slug: 'pets-cats',
      ko: '고양이용품',
      en: 'Cats',
      leaves: [
        {
          slug: 'pets-cat-food',
          brands: catBrands,
          ko: '고양이 사료/간식',
          en: 'Cat Food & Treats',
          overseas: 0.15,
          measure: { label: 'g', per: 100, growth: 0.85 },
          things: [
            [
              '고양이 사료',
              12900,
              18900,
              {
                sizes: [1200, 2000, 5000],
                words: { style: ['헤어볼', '그레인프리', '기호성 좋은', '유리너리'] },
              },
            ],
            [
              '고양이 캔',
              1200,
              1800,
              { sizes: [80, 160], words: { style: ['촉촉한', '그레인프리', '기호성 좋은'] } },
            ],
            [
              '짜먹는 간식',
              1900,
              2900,
              {
                sizes: [56, 112, 280],
                words: { style: ['촉촉한', '헤어볼', '저염', '기호성 좋은'] },
              },
            ],
            [
              '고양이 트릿',
              3500,
              5500,
              { sizes: [60, 120], words: { style: ['헤어볼', '바삭한', '기호성 좋은'] } },
            ],
            [
              '동결건조 큐브',
              5900,
              8900,
              { sizes: [50, 100], words: { style: ['무첨가', '그레인프리', '기호성 좋은'] } },
            ],
          ],
          words: {
            taste: ['참치', '연어', '닭고기', '가다랑어', '대구', '북어'],
            style: ['헤어볼', '그레인프리', '촉촉한', '기호성 좋은', '저염', '유리너리'],
            age: ['전연령', '키튼', '어덜트', '시니어'],
          },
          titles: ['{style} {taste} {noun} {size}', '{age} {taste} {noun} {size}'],
          options: [
            { name: '수량', packs: [1, 3, 6, 12], suffix: '개' },
            { name: '중량', sizes: true },
          ],
          attributes: [
            ['중량', '{size}'],
            ['대상 연령', '{age}'],
            ['주원료', '{taste}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['입 짧은 냥이인데 싹싹 비웠어요.', '기호성이 정말 좋아요.'],
            fair: ['한 마리는 먹고 한 마리는 안 먹네요.'],
            bad: ['먹고 토했어요.'],
          },
        },
        {
          slug: 'pets-cat-supplies',
          brands: catBrands,
          ko: '고양이 모래/놀이',
          en: 'Cat Supplies',
          things: [
            [
              '벤토나이트 모래 6kg',
              7900,
              12900,
              { words: { style: ['먼지 없는', '탈취', '무향', '잘 뭉치는'] } },
            ],
            ['두부모래 7L', 7900, 12900, { words: { style: ['먼지 없는', '탈취', '녹차', '무향'] } }],
            ['스크래처', 6900, 15900, { words: { style: ['대형', '소파형', '튼튼한', '원형'] } }],
            [
              '캣타워',
              49900,
              119000,
              {
                words: { style: ['대형', '튼튼한', '원목', '소형'] },
                options: [{ name: '수량', packs: [1], suffix: '개' }],
              },
            ],
            ['낚싯대 장난감', 3900, 7900, { words: { style: ['깃털', '방울', '길이 조절'] } }],
            [
              '고양이 화장실',
              19900,
              45900,
              {
                words: { style: ['대형', '후드형', '거름망', '탑엔트리'] },
                options: [{ name: '수량', packs: [1, 2], suffix: '개' }],
              },
            ],
            ['숨숨집', 15900, 27900, { words: { style: ['귀여운', '사계절', '라탄', '텐트형'] } }],
          ],
          words: { style: ['먼지 없는', '대형', '탈취', '튼튼한', '귀여운', '냥이 취향', '기본형'] },
          titles: ['{style} {noun}', '우리 냥이 {style} {noun}'],
          options: [{ name: '수량', packs: [1, 2, 3], suffix: '개' }],
          attributes: [
            ['대상', '고양이'],
            ['구분', '{kind}'],
            ['특징', '{style}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['꺼내 놓자마자 올라가서 안 내려와요.', '다묘 가정인데 다 좋아해요.'],
            fair: ['생각보다 크기가 작아요.'],
            bad: ['상자만 좋아하고 이건 쳐다도 안 봐요.'],
          },
        },
      ],
    },
  ],
};
