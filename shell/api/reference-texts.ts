import type { Language } from '@jogakbo/contracts/language';
import type { Block } from '../legal/legal-document.ts';

type ReferenceTexts = {
  title: string;
  summary: string;
  /** How a program begins: the sections before those of the slices. */
  guide: { id: string; title: string; blocks: Block[] }[];
  /** The columns of the tables of routes. */
  head: string[];
  deprecated: string;
  optional: string;
};

/** The texts of the page with all public routes. docs/api.md says the same at more length. */
export const referenceTexts: Record<Language, ReferenceTexts> = {
  ko: {
    title: '조각보 API',
    summary: '앱, 제휴사, 쇼핑 도우미를 위한 API입니다. 금액은 원 단위입니다.',
    guide: [
      {
        id: 'start',
        title: '시작하기',
        blocks: [
          '요청마다 키를 보냅니다: authorization: Bearer jbk_… 키는 상점 운영자가 발급합니다.',
          '답변의 RateLimit 헤더가 남은 요청 수를 알려 줍니다. 429를 받으면 Retry-After 초만큼 기다려 주세요.',
          { links: [['/api/v1/openapi.json', 'OpenAPI 3.1 문서']] },
        ],
      },
      {
        id: 'members',
        title: '회원을 대신해 요청하기',
        blocks: [
          '장바구니와 주문은 회원이 허락해야 쓸 수 있습니다. 허락은 OAuth 2.1의 인가 코드와 PKCE(S256)로 받습니다.',
          {
            list: [
              '회원의 브라우저에서 /oauth/authorize를 엽니다. 회원이 허락하면 브라우저가 등록된 주소로 code를 가지고 돌아옵니다.',
              '1분 안에 code를 /oauth/token으로 보내 토큰을 받습니다. 토큰은 15분 동안 유효하고, 키와 똑같이 보냅니다: authorization: Bearer jba_…',
              '갱신 토큰은 한 번만 쓸 수 있고, 쓸 때마다 새 토큰을 받습니다. 토큰이 더 필요 없으면 /oauth/revoke로 보냅니다.',
            ],
          },
          { links: [['/.well-known/oauth-authorization-server', '인가 서버의 메타데이터(RFC 8414)']] },
        ],
      },
      {
        id: 'changes',
        title: '변경은 한 번만',
        blocks: [
          'GET이 아닌 요청에는 Idempotency-Key 헤더가 필요합니다. 변경마다 새 값을, 재시도에는 같은 값을 보냅니다.',
          '24시간 동안 같은 키로 같은 요청을 보내면 첫 답변을 그대로 받고, 변경은 한 번만 이루어집니다. 같은 키로 다른 요청을 보내면 422, 첫 요청이 아직 처리 중이면 409입니다.',
        ],
      },
      {
        id: 'webhooks',
        title: '웹훅',
        blocks: [
          '회원이 주문 보기(orders)를 허락한 프로그램은 주문이 접수, 확정, 취소, 배송 완료될 때 메시지를 받습니다. 주소는 상점 운영자가 등록합니다.',
          '메시지는 Standard Webhooks 방식으로 서명됩니다. webhook-signature를 비밀 값으로 확인하고, webhook-id로 중복을 걸러 주세요. 5초 안에 2xx로 답하지 않으면 간격을 늘려 가며 다시 보냅니다.',
        ],
      },
    ],
    head: ['경로', '설명', '권한', '매개변수', '상태'],
    deprecated: '사용 중단 예정',
    optional: '(선택)',
  },
  en: {
    title: 'The Jogakbo API',
    summary: 'The API for apps, partners and shopping assistants. Amounts are won.',
    guide: [
      {
        id: 'start',
        title: 'Start',
        blocks: [
          'Send your key with each request: authorization: Bearer jbk_… An operator of the shop makes it.',
          'The header RateLimit says how many requests are left. After a 429, wait for the seconds in Retry-After.',
          { links: [['/api/v1/openapi.json', 'The OpenAPI 3.1 document']] },
        ],
      },
      {
        id: 'members',
        title: 'Act for a member',
        blocks: [
          'A program may use the cart and the orders of a member who allows it, by OAuth 2.1: an authorization code with PKCE (S256).',
          {
            list: [
              'Open /oauth/authorize in the member’s browser. If the member allows it, the browser comes back to your registered address with a code.',
              'Post the code to /oauth/token within a minute. The token is valid for 15 minutes. Send it as you send a key: authorization: Bearer jba_…',
              'A refresh token can be used once, and gives new tokens. Post a token to /oauth/revoke when you need it no more.',
            ],
          },
          { links: [['/.well-known/oauth-authorization-server', 'Metadata of the server (RFC 8414)']] },
        ],
      },
      {
        id: 'changes',
        title: 'Change once',
        blocks: [
          'A request that is no GET needs the header Idempotency-Key: a new text for each change, the same text for each try.',
          'For 24 hours the same request with the same key gets the first answer and changes nothing more. Another request with this key is 422, and 409 means that the first one is under way.',
        ],
      },
      {
        id: 'webhooks',
        title: 'Webhooks',
        blocks: [
          'A program that a member allows to see orders (orders) gets a message when an order is placed, confirmed, cancelled or delivered. An operator of the shop registers the address.',
          'Messages are signed as Standard Webhooks says. Check webhook-signature with your secret, and use webhook-id to find repeated messages. A message that is not answered with 2xx within 5 seconds comes again, after growing pauses.',
        ],
      },
    ],
    head: ['Route', 'What it answers', 'Scope', 'Parameters', 'Statuses'],
    deprecated: 'deprecated',
    optional: '(optional)',
  },
};
