type Texts = {
  pay: string;
  total: string;
  open: (total: string) => string;
  opening: string;
  failed: string;
  needsScript: string;
  back: string;
  notHere: string;
  finish: string;
  finishing: string;
  finishNote: string;
};

export const payTexts: Record<'ko' | 'en', Texts> = {
  ko: {
    pay: '결제하기',
    total: '결제 금액',
    open: (total) => `${total} 결제창 열기`,
    opening: '결제창을 여는 중이에요.',
    failed: '결제창을 열지 못했어요. 결제되지 않았으니 다시 눌러 주세요.',
    needsScript:
      '결제창을 열려면 자바스크립트가 필요해요. 브라우저 설정에서 켠 뒤 이 페이지를 다시 열어 주세요.',
    back: '주문서로 돌아가기',
    notHere: '이 주문서는 여기에서 결제할 수 없어요. 주문서에서 다시 시작해 주세요.',
    finish: '주문 마무리하기',
    finishing: '결제를 확인하고 주문을 마무리하는 중이에요.',
    finishNote: '이 버튼을 눌러야 결제가 끝나요. 여러 번 눌러도 한 번만 결제돼요.',
  },
  en: {
    pay: 'Payment',
    total: 'Total',
    open: (total) => `Pay ${total}`,
    opening: 'The payment window is opening.',
    failed: 'The payment window could not be opened. You were not charged; please press again.',
    needsScript:
      'The payment window needs JavaScript. Please turn it on in your browser, then open this page again.',
    back: 'Back to checkout',
    notHere: 'This checkout cannot be paid here. Please start again from the checkout.',
    finish: 'Complete the order',
    finishing: 'We are confirming the payment and completing your order.',
    finishNote: 'The payment is complete after you press this button. You will be charged only once.',
  },
};
