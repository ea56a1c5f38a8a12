import type { Language } from '@jogakbo/contracts/language';

type Text = { subject: string; text: string };

/** The texts of mails. They contain no typed name; otherwise a stranger could send any words to anybody through the shop. */
export const mailTexts: Record<
  Language,
  {
    confirm(link: string): Text;
    owned(logIn: string, reset: string): Text;
    reset(link: string): Text;
    unknown(signUp: string): Text;
    left(): Text;
  }
> = {
  ko: {
    confirm: (link) => ({
      subject: '[조각보] 이메일 주소를 확인해 주세요',
      text: `조각보에 가입해 주셔서 고맙습니다.\n아래 주소를 열어 이 이메일이 회원님의 것인지 확인해 주세요. 3일 동안 쓸 수 있어요.\n\n${link}\n\n가입하지 않으셨다면 이 메일을 무시하세요. 확인하지 않은 가입은 이 이메일의 주인이 되지 못해요.`,
    }),
    owned: (logIn, reset) => ({
      subject: '[조각보] 이미 가입하신 이메일이에요',
      text: `누군가 이 이메일로 조각보에 다시 가입했어요. 이 이메일로 확인한 회원이 이미 있으니, 회원님이라면 로그인해 주세요.\n\n${logIn}\n\n비밀번호가 생각나지 않으면 여기에서 새로 정할 수 있어요.\n\n${reset}\n\n회원님이 아니라면 하실 일은 없어요. 회원님의 정보는 그대로예요.`,
    }),
    reset: (link) => ({
      subject: '[조각보] 비밀번호 다시 정하기',
      text: `아래 주소에서 새 비밀번호를 정할 수 있어요. 30분 동안 한 번만 쓸 수 있어요.\n\n${link}\n\n요청하지 않으셨다면 이 메일을 무시하세요. 비밀번호는 바뀌지 않아요.`,
    }),
    unknown: (signUp) => ({
      subject: '[조각보] 이 이메일로 가입한 회원이 없어요',
      text: `누군가 이 이메일의 비밀번호를 다시 정하려고 했지만, 이 이메일로 가입한 회원이 없어요. 다른 이메일로 가입하셨는지 확인해 주세요. 새로 가입하려면 여기로 오세요.\n\n${signUp}\n\n요청하지 않으셨다면 이 메일을 무시하세요.`,
    }),
    left: () => ({
      subject: '[조각보] 탈퇴를 마쳤어요',
      text: '조각보에서 탈퇴하셨어요. 회원 정보와 배송지를 지웠어요. 법에 따라 주문 기록은 5년 동안 암호화해 보관한 뒤 지워요.\n\n그동안 고맙습니다.',
    }),
  },
  en: {
    confirm: (link) => ({
      subject: '[Jogakbo] Please confirm your e-mail address',
      text: `Thank you for signing up at Jogakbo.\nOpen this address to confirm that the e-mail is yours. It works for three days.\n\n${link}\n\nIf you did not sign up, ignore this mail. Until you confirm it, nobody owns this e-mail here.`,
    }),
    owned: (logIn, reset) => ({
      subject: '[Jogakbo] You have an account already',
      text: `Someone signed up at Jogakbo with this e-mail again. It has a confirmed account already: if it was you, please log in.\n\n${logIn}\n\nIf you do not remember your password, choose a new one here.\n\n${reset}\n\nIf it was not you, there is nothing to do. Your account is as it was.`,
    }),
    reset: (link) => ({
      subject: '[Jogakbo] Choose a new password',
      text: `You can choose a new password here. The link works once, for 30 minutes.\n\n${link}\n\nIf you did not ask for it, ignore this mail. Your password does not change.`,
    }),
    unknown: (signUp) => ({
      subject: '[Jogakbo] No account has this e-mail',
      text: `Someone asked for a new password, but no account has this e-mail. You may have signed up with another one. To sign up, come here.\n\n${signUp}\n\nIf you did not ask for it, ignore this mail.`,
    }),
    left: () => ({
      subject: '[Jogakbo] Your account is closed',
      text: 'You have left Jogakbo. We erased your account and addresses. As the law asks, records of orders are kept encrypted for five years, then erased.\n\nThank you for having been with us.',
    }),
  },
};
