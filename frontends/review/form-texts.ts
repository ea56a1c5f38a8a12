/** What fits into the fields, in characters. */
export type Limits = { maxTitle: number; minBody: number; maxBody: number };

const thousands = (count: number) => count.toLocaleString('en');

export const formTexts = {
  ko: {
    write: '상품평 쓰기',
    rating: '별점',
    words: ['1점, 별로예요', '2점, 아쉬워요', '3점, 보통이에요', '4점, 좋아요', '5점, 최고예요'],
    title: '제목',
    body: '내용',
    titleHint: ({ maxTitle }: Limits) => `${maxTitle}자까지`,
    bodyHint: ({ minBody, maxBody }: Limits) => `${minBody}자에서 ${thousands(maxBody)}자까지`,
    typed: (count: number) => `${thousands(count)}자`,
    submit: '상품평 올리기',
    problems: {
      rating: () => '별점을 골라 주세요.',
      title: ({ maxTitle }: Limits) => `제목을 1자에서 ${maxTitle}자까지 적어 주세요.`,
      body: ({ minBody, maxBody }: Limits) =>
        `내용을 ${minBody}자에서 ${thousands(maxBody)}자까지 적어 주세요.`,
      unavailable: () =>
        '지금은 상품평을 올릴 수 없어요. 적으신 글은 그대로 있으니 잠시 뒤에 다시 올려 주세요.',
    },
  },
  en: {
    write: 'Write a review',
    rating: 'Rating',
    words: ['1 star, poor', '2 stars, fair', '3 stars, okay', '4 stars, good', '5 stars, excellent'],
    title: 'Title',
    body: 'Your review',
    titleHint: ({ maxTitle }: Limits) => `Up to ${maxTitle} characters`,
    bodyHint: ({ minBody, maxBody }: Limits) => `${minBody} to ${thousands(maxBody)} characters`,
    typed: (count: number) => `${thousands(count)} typed`,
    submit: 'Post review',
    problems: {
      rating: () => 'Please choose a rating.',
      title: ({ maxTitle }: Limits) => `Please write a title of 1 to ${maxTitle} characters.`,
      body: ({ minBody, maxBody }: Limits) => `Please write ${minBody} to ${thousands(maxBody)} characters.`,
      unavailable: () =>
        'Your review cannot be posted right now. What you wrote is still here; please post it again in a moment.',
    },
  },
};

/** What can be wrong with a review: one of its fields, or that it cannot be taken now. */
export type ReviewProblem = keyof (typeof formTexts)['ko']['problems'];
