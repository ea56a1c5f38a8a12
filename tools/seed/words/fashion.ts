import type { Department, OptionWords } from './department.ts';

const shoeColours: OptionWords = {
  name: '색상',
  labels: ['블랙', '화이트', '베이지', '브라운'],
  most: 4,
  hides: 'color',
};
const womenShoes: OptionWords[] = [
  { name: '사이즈', ladder: ['225', '230', '235', '240', '245', '250'] },
  shoeColours,
];
const menShoes: OptionWords[] = [
  { name: '사이즈', ladder: ['250', '255', '260', '265', '270', '280'] },
  shoeColours,
];
const unisexShoes: OptionWords[] = [
  { name: '사이즈', ladder: ['230', '240', '250', '260', '270', '280'] },
  shoeColours,
];
const letters: OptionWords = { name: '사이즈', ladder: ['S', 'M', 'L', 'XL', '2XL'] };
const freeSizes: OptionWords = { name: '사이즈', ladder: ['85', '90', '95', '100', '105', '110'] };
const colours = (...labels: string[]): OptionWords => ({ name: '색상', labels, most: 5, hides: 'color' });

export const fashion: Department = {
  slug: 'fashion',
  ko: '패션의류',
  en: 'Fashion',
  brands: ['모던결', '하루옷장', '소로우', '담백', '무드앤코', '라임나무', '온더길', '베이직원'],
  words: {
    origin: ['대한민국', '중국', '베트남', '방글라데시'],
    color: ['블랙', '화이트', '네이비', '베이지', '그레이', '카키', '아이보리'],
    season: ['봄/가을', '여름', '사계절'],
  },
  reviews: {
    good: [
      '사이즈가 딱 맞아요.',
      '색감이 화면이랑 똑같아요.',
      '바느질이 꼼꼼하고 마감이 좋아요.',
      '편해서 매일 입게 돼요.',
      '색깔별로 다 사고 싶어요.',
      '어디에나 잘 어울려서 손이 자주 가요.',
      '남편이 마음에 든다고 하나 더 사 달래요.',
    ],
    fair: [
      '정사이즈보다 살짝 커요.',
      '색이 화면보다 조금 어두워요.',
      '가격 생각하면 무난합니다.',
      '실밥이 조금 있지만 괜찮아요.',
    ],
    bad: [
      '사이즈가 표기보다 훨씬 작아요.',
      '한 번 빨았더니 줄었어요.',
      '사진이랑 색이 너무 달라요.',
      '실밥이 여기저기 나와 있어요.',
    ],
  },
  groups: [
    {
      slug: 'fashion-women',
      ko: '여성의류',
      en: 'Women',
      leaves: [
        {
          slug: 'fashion-women-tops',
          ko: '블라우스/티셔츠',
          en: 'Blouses & T-shirts',
          things: [
            [
              '블라우스',
              15900,
              29900,
              { words: { style: ['퍼프소매', '브이넥', '잔꽃무늬', '시스루', '셔링'] } },
            ],
            [
              '티셔츠',
              8900,
              16900,
              { words: { style: ['레터링', '브이넥', '루즈핏', '스트라이프', '크롭'] } },
            ],
            [
              '가디건',
              19900,
              34900,
              {
                words: {
                  season: ['봄/가을', '가을/겨울'],
                  style: ['브이넥', '루즈핏', '크롭', '골지', '단추'],
                },
              },
            ],
            [
              '니트',
              18900,
              32900,
              {
                words: {
                  season: ['봄/가을', '가을/겨울'],
                  style: ['브이넥', '골지', '꽈배기', '크롭', '반팔'],
                },
              },
            ],
            ['셔츠', 17900, 29900, { words: { style: ['스트라이프', '루즈핏', '린넨핏', '롱', '베이직'] } }],
          ],
          words: {
            style: ['레터링', '브이넥', '퍼프소매', '루즈핏', '스트라이프', '잔꽃무늬', '크롭', '시스루'],
            material: ['면', '레이온', '면, 폴리에스터', '린넨 혼방'],
          },
          titles: ['여성 {style} {noun} {color}', '{style} 여성 {noun} {color}'],
          options: [letters, { ...colours('블랙', '화이트', '베이지', '핑크', '소라') }],
          attributes: [
            ['사용대상', '여성'],
            ['소재', '{material}'],
            ['색상', '{color}'],
            ['계절', '{season}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['여리여리한 핏이 예뻐요.', '비침이 없어서 좋아요.'],
            fair: ['안이 살짝 비쳐요.'],
            bad: ['목이 금방 늘어났어요.'],
          },
        },
        {
          slug: 'fashion-women-dresses',
          ko: '원피스/스커트',
          en: 'Dresses & Skirts',
          things: [
            ['롱 원피스', 24900, 45900, { words: { style: ['플라워', '체크', '도트', '셔링', '브이넥'] } }],
            ['미니 원피스', 22900, 39900, { words: { style: ['플라워', '도트', '퍼프소매', '스퀘어넥'] } }],
            ['플리츠 스커트', 16900, 28900, { words: { style: ['밴딩', '롱', '체크', '미디'] } }],
            ['H라인 스커트', 15900, 25900, { words: { style: ['밴딩', '트임', '미디', '체크'] } }],
            ['뷔스티에 원피스', 25900, 42900, { words: { style: ['체크', '플라워', '셔링', '도트'] } }],
          ],
          words: {
            style: ['플라워', '체크', '도트', '셔링'],
            material: ['폴리에스터', '면', '린넨, 레이온', '면, 폴리에스터'],
          },
          titles: ['여성 {style} {noun} {color}', '{style} {noun} {color}'],
          options: [letters, colours('블랙', '아이보리', '베이지', '네이비')],
          attributes: [
            ['사용대상', '여성'],
            ['소재', '{material}'],
            ['색상', '{color}'],
            ['계절', '{season}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['하객룩으로 입었는데 예쁘다는 말 많이 들었어요.', '허리가 밴딩이라 편해요.'],
            fair: ['키가 작으면 길이가 조금 길어요.'],
            bad: ['구김이 너무 심해요.'],
          },
        },
      ],
    },
    {
      slug: 'fashion-men',
      ko: '남성의류',
      en: 'Men',
      leaves: [
        {
          slug: 'fashion-men-tops',
          ko: '남성 상의',
          en: 'Men’s Tops',
          things: [
            ['반팔티', 8900, 15900, { words: { style: ['무지', '오버핏', '쿨링', '레터링', '헤비웨이트'] } }],
            [
              '맨투맨',
              15900,
              27900,
              {
                words: { season: ['봄/가을', '가을/겨울'], style: ['베이직', '오버핏', '라운드', '레터링'] },
              },
            ],
            ['옥스포드 셔츠', 19900, 32900, { words: { style: ['베이직', '슬림핏', '오버핏', '긴팔'] } }],
            ['카라 티셔츠', 14900, 24900, { words: { style: ['쿨링', '베이직', '슬림핏', '반팔'] } }],
            [
              '후드티',
              19900,
              34900,
              {
                words: {
                  season: ['봄/가을', '가을/겨울'],
                  style: ['오버핏', '베이직', '헤비웨이트', '빅사이즈'],
                },
              },
            ],
            [
              '바람막이',
              24900,
              45900,
              { words: { style: ['경량', '생활방수', '후드', '빅사이즈'], material: ['폴리에스터,나일론'] } },
            ],
          ],
          words: {
            style: ['베이직', '오버핏', '무지', '쿨링', '빅사이즈', '슬림핏', '헤비웨이트'],
            material: ['면', '폴리에스터', '면, 폴리에스터', '면, 스판'],
          },
          titles: ['남성 {style} {noun} {color}', '{style} 남자 {noun} {color}'],
          options: [freeSizes, colours('블랙', '화이트', '네이비', '그레이', '카키')],
          attributes: [
            ['사용대상', '남성'],
            ['소재', '{material}'],
            ['색상', '{color}'],
            ['특징', '{style}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['원단이 탄탄해서 여러 번 빨아도 늘어나지 않아요.', '어깨선이 딱 맞아요.'],
            fair: ['소매가 조금 길어요.'],
            bad: ['보풀이 금방 생겨요.'],
          },
        },
        {
          slug: 'fashion-men-trousers',
          ko: '남성 바지',
          en: 'Men’s Trousers',
          things: [
            [
              '슬랙스',
              19900,
              35900,
              { words: { style: ['스판', '밴딩', '테이퍼드', '링클프리', '일자핏'] } },
            ],
            [
              '청바지',
              24900,
              42900,
              {
                words: {
                  style: ['스판', '일자핏', '테이퍼드', '생지', '워싱'],
                  material: ['면, 스판', '면'],
                  color: ['연청', '중청', '진청', '블랙'],
                },
              },
            ],
            [
              '면바지',
              19900,
              32900,
              { words: { style: ['스판', '일자핏', '밴딩', '테이퍼드'], material: ['면, 스판', '면'] } },
            ],
            ['조거팬츠', 17900, 28900, { words: { style: ['밴딩', '기능성', '카고', '스판'] } }],
            ['반바지', 12900, 22900, { words: { style: ['밴딩', '기능성', '5부', '스판'] } }],
          ],
          words: {
            style: ['스판', '밴딩', '일자핏', '테이퍼드', '링클프리', '기능성'],
            material: ['면, 스판', '폴리에스터, 스판', '면'],
            color: ['블랙', '차콜', '네이비', '베이지', '카키'],
          },
          titles: ['남성 {style} {noun} {color}'],
          options: [
            { name: '사이즈', ladder: ['28', '30', '32', '34', '36', '38'] },
            colours('블랙', '차콜', '네이비', '베이지'),
          ],
          attributes: [
            ['사용대상', '남성'],
            ['소재', '{material}'],
            ['색상', '{color}'],
            ['특징', '{style}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['신축성이 좋아서 앉아 있어도 편해요.', '기장 수선 없이 바로 입었어요.'],
            fair: ['허리가 조금 커서 벨트를 해야 해요.'],
            bad: ['지퍼가 뻑뻑해요.'],
          },
        },
      ],
    },
    {
      slug: 'fashion-accessories',
      ko: '신발/잡화',
      en: 'Shoes & Accessories',
      leaves: [
        {
          slug: 'fashion-shoes',
          ko: '신발',
          en: 'Shoes',
          overseas: 0.12,
          things: [
            [
              '스니커즈',
              24900,
              45900,
              { words: { style: ['가벼운', '키높이', '데일리', '메쉬'] }, options: unisexShoes },
            ],
            [
              '로퍼',
              25900,
              49900,
              { words: { who: ['여성'], style: ['발편한', '클래식', '소프트'] }, options: womenShoes },
            ],
            [
              '로퍼',
              29900,
              55900,
              { words: { who: ['남성'], style: ['발편한', '클래식', '페니'] }, options: menShoes },
            ],
            [
              '슬립온',
              17900,
              29900,
              { words: { style: ['가벼운', '데일리', '발편한'] }, options: unisexShoes },
            ],
            [
              '샌들',
              15900,
              29900,
              { words: { who: ['여성'], style: ['통굽', '스트랩', '발편한'] }, options: womenShoes },
            ],
            [
              '단화',
              18900,
              32900,
              { words: { who: ['여성'], style: ['데일리', '폭신한', '플랫'] }, options: womenShoes },
            ],
            [
              '정장 구두',
              39900,
              79000,
              {
                words: { who: ['남성'], style: ['옥스포드', '더비', '키높이'], material: ['천연가죽'] },
                options: menShoes,
              },
            ],
            [
              '슬리퍼',
              8900,
              16900,
              {
                words: { style: ['폭신한', '가벼운', '미끄럼 방지'], material: ['EVA'] },
                options: unisexShoes,
              },
            ],
          ],
          words: {
            style: ['가벼운', '폭신한', '키높이', '데일리', '발편한', '통굽', '메쉬'],
            material: ['합성가죽', '캔버스', '메쉬', '천연가죽'],
            who: ['남녀공용'],
          },
          titles: ['{who} {style} {noun} {color}'],
          options: unisexShoes,
          attributes: [
            ['사용대상', '{who}'],
            ['소재', '{material}'],
            ['색상', '{color}'],
            ['제조국', '{origin}'],
          ],
          reviews: {
            good: ['하루 종일 걸어도 발이 안 아파요.', '정사이즈로 사니 딱 맞네요.'],
            fair: ['발볼이 조금 좁아요.'],
            bad: ['뒤꿈치가 다 까졌어요.', '본드 냄새가 심해요.'],
          },
        },
        {
          slug: 'fashion-bags',
          ko: '가방',
          en: 'Bags',
          overseas: 0.12,
          things: [
            ['에코백', 9900, 18900],
            ['크로스백', 19900, 39900],
            ['백팩', 25900, 49900],
            ['토트백', 24900, 49900],
            ['힙색', 14900, 24900],
            ['카드지갑', 9900, 19900],
          ],
          words: {
            style: ['미니', '심플', '데일리', '생활방수', '경량', '빈티지', '퀼팅'],
            material: ['캔버스', '나일론', '합성가죽', '천연 소가죽'],
          },
          titles: ['{style} {noun} {color}'],
          options: [colours('블랙', '아이보리', '네이비', '카멜', '카키')],
          attributes: [
            ['소재', '{material}'],
            ['색상', '{color}'],
            ['사용대상', '남녀공용'],
            ['제조국', '{origin}'],
            ['특징', '{style}'],
          ],
          reviews: {
            good: ['수납공간이 많아서 편해요.', '가벼워서 어깨가 덜 아파요.'],
            fair: ['생각보다 크기가 작아요.'],
            bad: ['끈 연결 부분이 금방 떨어졌어요.'],
          },
        },
      ],
    },
  ],
};
