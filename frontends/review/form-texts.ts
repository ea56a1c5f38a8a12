import type { WhoMay } from './who-may.ts';

/** The limits of the fields, in characters. */
export type Limits = { maxTitle: number; minBody: number; maxBody: number };

const thousands = (count: number) => count.toLocaleString('en');

export const formTexts = {
  ko: {
    write: '상품평 쓰기',
    change: '내 상품평',
    open: '상품평 쓰기·고치기',
    who: {
      'not-asked': '상품을 받아 보신 회원만 상품평을 쓸 수 있어요.',
      guest: '상품을 받아 보신 회원만 상품평을 쓸 수 있어요. 로그인하고 써 주세요.',
      'not-delivered':
        '이 상품을 주문해서 받아 보신 회원만 상품평을 쓸 수 있어요. 배송이 끝나면 여기에서 써 주세요.',
      unknown: '지금은 상품평을 쓰실 수 있는지 확인할 수 없어요. 잠시 뒤에 다시 열어 주세요.',
      'may-write':
        '상품을 받아 보셨네요. 상품평은 상품마다 하나씩 쓸 수 있고, 나중에 고치거나 삭제할 수 있어요.',
      'may-change': '쓰신 상품평을 고치거나 삭제할 수 있어요.',
    } satisfies Record<WhoMay, string>,
    logIn: '로그인',
    kept: '적으신 글은 아래에 그대로 있어요.',
    rating: '별점',
    words: ['1점, 별로예요', '2점, 아쉬워요', '3점, 보통이에요', '4점, 좋아요', '5점, 최고예요'],
    title: '제목',
    body: '내용',
    titleHint: ({ maxTitle }: Limits) => `${maxTitle}자까지`,
    bodyHint: ({ minBody, maxBody }: Limits) => `${minBody}자에서 ${thousands(maxBody)}자까지`,
    typed: (count: number) => `${thousands(count)}자`,
    submit: '상품평 올리기',
    save: '상품평 고치기',
    withdraw: '상품평 삭제',
    withdrawHint: '삭제한 상품평은 되살릴 수 없어요.',
    withdrawNow: '삭제하기',
    problems: {
      rating: () => '별점을 골라 주세요.',
      title: ({ maxTitle }: Limits) => `제목을 1자에서 ${maxTitle}자까지 적어 주세요.`,
      body: ({ minBody, maxBody }: Limits) =>
        `내용을 ${minBody}자에서 ${thousands(maxBody)}자까지 적어 주세요.`,
      unavailable: () =>
        '지금은 상품평을 올릴 수 없어요. 적으신 글은 그대로 있으니 잠시 뒤에 다시 올려 주세요.',
      'too-many': () =>
        '짧은 시간에 상품평을 너무 많이 올리셨어요. 적으신 글은 그대로 있으니 나중에 다시 올려 주세요.',
    },
  },
  en: {
    write: 'Write a review',
    change: 'Your review',
    open: 'Write or change a review',
    who: {
      'not-asked': 'Only members who have received this product can review it.',
      guest: 'Only members who have received this product can review it. Please log in to write.',
      'not-delivered':
        'Only members who have ordered and received this product can review it. You can write here once it is delivered.',
      unknown: 'We cannot tell right now whether you can review this product. Please try again in a moment.',
      'may-write':
        'You have received this product. You can write one review of it, and change or delete it later.',
      'may-change': 'You can change or delete the review you wrote.',
    } satisfies Record<WhoMay, string>,
    logIn: 'Log in',
    kept: 'What you wrote is still below.',
    rating: 'Rating',
    words: ['1 star, poor', '2 stars, fair', '3 stars, okay', '4 stars, good', '5 stars, excellent'],
    title: 'Title',
    body: 'Your review',
    titleHint: ({ maxTitle }: Limits) => `Up to ${maxTitle} characters`,
    bodyHint: ({ minBody, maxBody }: Limits) => `${minBody} to ${thousands(maxBody)} characters`,
    typed: (count: number) => `${thousands(count)} typed`,
    submit: 'Post review',
    save: 'Save changes',
    withdraw: 'Delete review',
    withdrawHint: 'A deleted review cannot be brought back.',
    withdrawNow: 'Delete',
    problems: {
      rating: () => 'Please choose a rating.',
      title: ({ maxTitle }: Limits) => `Please write a title of 1 to ${maxTitle} characters.`,
      body: ({ minBody, maxBody }: Limits) => `Please write ${minBody} to ${thousands(maxBody)} characters.`,
      unavailable: () =>
        'Your review cannot be posted right now. What you wrote is still here; please post it again in a moment.',
      'too-many': () =>
        'You have posted too many reviews in a short time. What you wrote is still here; please post it again later.',
    },
  },
};

/** A problem of a review: a wrong field, or it cannot be accepted now, or it was sent too often. */
export type ReviewProblem = keyof (typeof formTexts)['ko']['problems'];
