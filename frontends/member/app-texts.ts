import type { MemberScope } from '@jogakbo/contracts/api';
import type { Language } from '@jogakbo/contracts/language';

type AppTexts = {
  ask: (client: string) => string;
  note: (name: string) => string;
  scopes: Record<MemberScope, string>;
  back: (host: string) => string;
  later: string;
  allow: string;
  refuse: string;
  refused: string;
  reasons: Record<'unknown-client' | 'unknown-redirect' | 'other', string>;
  away: string;
  home: string;
  apps: string;
  appsNote: string;
  disconnect: string;
  disconnectOf: (client: string) => string;
  disconnected: string;
};

/** The texts about programs that act for a member. */
export const appTexts: Record<Language, AppTexts> = {
  ko: {
    ask: (client) => `‘${client}’ 앱을 연결할까요?`,
    note: (name) => `허락하면 이 앱이 ${name ? `${name} 님` : '회원님'} 계정으로 다음을 할 수 있어요.`,
    scopes: {
      cart: '장바구니를 보고 상품을 담거나 빼요.',
      orders: '주문과 그 배송지를 보고, 주문을 취소해요.',
      checkout: '장바구니의 상품을 주문해요. 저장한 배송지를 봐요.',
    },
    back: (host) => `단추를 누르면 다음 주소로 돌아가요: ${host}`,
    later: '앱은 비밀번호를 알 수 없어요. 연결은 마이페이지에서 언제든 끊을 수 있어요.',
    allow: '허락하기',
    refuse: '허락하지 않기',
    refused: '앱을 연결할 수 없어요',
    reasons: {
      'unknown-client': '조각보에 등록되지 않은 앱이에요. 앱을 만든 곳에 알려 주세요.',
      'unknown-redirect':
        '앱이 보낸 주소가 등록된 주소와 달라서, 안전을 위해 멈췄어요. 앱을 만든 곳에 알려 주세요.',
      other: '앱이 보낸 요청이 올바르지 않아요. 앱에서 다시 시작해 주세요.',
    },
    away: '지금은 연결할 수 없어요. 잠시 뒤에 다시 해 주세요.',
    home: '조각보 홈으로',
    apps: '연결된 앱',
    appsNote: '이 앱들은 회원님 계정으로 아래 일을 할 수 있어요.',
    disconnect: '연결 끊기',
    disconnectOf: (client) => `${client} 연결 끊기`,
    disconnected: '앱의 연결을 끊었어요.',
  },
  en: {
    ask: (client) => `Connect “${client}” to your account?`,
    note: (name) =>
      `If you allow it, this app can do the following ${name ? `for ${name}` : 'with your account'}.`,
    scopes: {
      cart: 'See your cart, and add or remove items.',
      orders: 'See your orders with their addresses, and cancel orders.',
      checkout: 'Order the items in your cart. See your saved addresses.',
    },
    back: (host) => `Both buttons take you back to ${host}`,
    later: 'The app never learns your password. You can disconnect it on your page at any time.',
    allow: 'Allow',
    refuse: 'Do not allow',
    refused: 'The app cannot be connected',
    reasons: {
      'unknown-client': 'This app is not registered with Jogakbo. Please tell the maker of the app.',
      'unknown-redirect':
        'The app sent an address that is not registered, so we stopped for your safety. Please tell the maker of the app.',
      other: 'The request of the app is not correct. Please start again in the app.',
    },
    away: 'This is not possible right now. Please try again in a moment.',
    home: 'To the home page',
    apps: 'Connected apps',
    appsNote: 'These apps can do the following with your account.',
    disconnect: 'Disconnect',
    disconnectOf: (client) => `Disconnect ${client}`,
    disconnected: 'The app is disconnected.',
  },
};
