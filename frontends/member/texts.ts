/** What stands around every page, and the help page. */
export const texts = {
  ko: {
<<<<<<< HEAD
    service: '서비스 링크',
=======
    service: '서비스 메뉴',
>>>>>>> cfbcfea8083d28992b31c25dc7105b3a51307493
    account: '회원 메뉴',
    bookmark: '즐겨찾기',
    sell: '입점신청',
    logIn: '로그인',
    signUp: '회원가입',
    logOut: '로그아웃',
    help: '고객센터',
    my: '마이페이지',
    of: (name: string) => `${name} 님`,
    topics: [
      {
        id: 'help-orders',
        title: '주문과 배송은 어디에서 보나요?',
        text: '로그인한 뒤 주문 목록에서 주문마다 지금 어디까지 왔는지 볼 수 있어요. 취소도 그 자리에서 하시면 돼요.',
        link: { href: '/orders', label: '주문 목록 보기' },
      },
      {
        id: 'help-account',
        title: '비밀번호나 배송지를 바꾸고 싶어요.',
        text: '마이페이지에서 이름, 비밀번호, 배송지를 바꿀 수 있어요. 다른 기기에서 로그아웃하는 것도 마이페이지에 있어요.',
        link: { href: '/my', label: '마이페이지로 가기' },
      },
      {
        id: 'help-login',
        title: '로그인이 안 돼요.',
        text: '비밀번호를 여러 번 틀리면 그 자리에서는 15분쯤 로그인이 막혀요. 조금 기다렸다가 다시 해 주세요. 그동안에도 쇼핑은 그대로 하실 수 있어요.',
        link: { href: '/login', label: '로그인하기' },
      },
      {
        id: 'help-bookmark',
        title: '조각보를 즐겨찾기에 담으려면?',
        text: '컴퓨터에서는 Ctrl+D(맥은 ⌘+D)를 누르세요. 휴대폰에서는 브라우저 메뉴에서 즐겨찾기 추가나 홈 화면에 추가를 고르면 돼요.',
        link: { href: '/', label: '홈으로 가기' },
      },
      {
        id: 'help-sell',
        title: '조각보에서 팔고 싶어요.',
        text: '지금은 새 판매자를 받고 있지 않아요. 다시 받게 되면 바로 여기에서 신청 방법을 알려 드릴게요.',
        link: undefined,
      },
    ],
  },
  en: {
    service: 'Service',
    account: 'Account',
    bookmark: 'Bookmark',
    sell: 'Sell here',
    logIn: 'Log in',
    signUp: 'Sign up',
    logOut: 'Log out',
    help: 'Help',
    my: 'My page',
    of: (name: string) => name,
    topics: [
      {
        id: 'help-orders',
        title: 'Where do I see my orders and deliveries?',
        text: 'Log in and open your orders: each says how far it has come. You can cancel there, too.',
        link: { href: '/orders', label: 'See your orders' },
      },
      {
        id: 'help-account',
        title: 'I want to change my password or an address.',
        text: 'Your name, password and addresses are on your page, and so is logging out on other devices.',
        link: { href: '/my', label: 'Go to my page' },
      },
      {
        id: 'help-login',
        title: 'I cannot log in.',
        text: 'After several wrong passwords, logging in from where you are pauses for about 15 minutes. Please wait a little and try again; you can go on shopping meanwhile.',
        link: { href: '/login', label: 'Log in' },
      },
      {
        id: 'help-bookmark',
        title: 'How do I bookmark Jogakbo?',
        text: 'On a computer press Ctrl+D (⌘+D on a Mac). On a phone, choose “Add bookmark” or “Add to home screen” in the browser’s menu.',
        link: { href: '/', label: 'Go to the home page' },
      },
      {
        id: 'help-sell',
        title: 'I would like to sell here.',
        text: 'We are not taking on new sellers right now. When we do again, this is where you will read how to apply.',
        link: undefined,
      },
    ],
  },
};
