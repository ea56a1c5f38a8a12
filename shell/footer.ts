import { escapeAttribute, type Markup, type View } from '@jogakbo/compose';
import type { Language } from '@jogakbo/contracts/language';
import { company } from './company.ts';
import { pick } from './markup.ts';

/** The footer of every page: the other language, the legal pages, and the company. */
export const footer: Markup = (view) =>
  `<div class="shell-footer-top"><p><b>${pick(view, { ko: '조각보', en: 'Jogakbo' })}</b> · ` +
  `${pick(view, { ko: '열한 팀의 조각을 이어 만든 가게', en: 'A shop stitched from the pieces of eleven teams' })}</p>` +
  `<p>${toLanguageLink(view)}</p></div>${pick(view, below)}`;

function toLanguageLink({ language, url }: View): string {
  const other = language === 'ko' ? 'en' : 'ko';
  const [, path = '/', search = ''] = url.match(/^[^:]+:\/\/[^/]+([^?#]*)\??([^#]*)/) ?? [];
  const rest = search.replace(/(^|&)lang=[^&]*/g, '$1').replace(/^&|&(?=&|$)/g, '');
  // A path with two slashes at its start would lead to another host.
  const href = escapeAttribute(`${path.replace(/^\/{2,}/, '/')}?${rest && `${rest}&`}lang=${other}`);
  return `<a href="${href}" hreflang="${other}" lang="${other}">${other === 'en' ? 'English' : '한국어'}</a>`;
}

const texts = {
  ko: {
    policies: '약관과 정책',
    terms: '이용약관',
    privacy: '개인정보처리방침',
    returns: '청약철회·교환·반품',
    company: '사업자정보',
    help: '고객센터',
    representative: '대표',
    businessNumber: '사업자등록번호',
    mailOrderNumber: '통신판매업신고',
    address: '주소',
    phone: '전화',
    email: '이메일',
    host: '호스팅 제공자',
  },
  en: {
    policies: 'Terms and policies',
    terms: 'Terms of Use',
    privacy: 'Privacy Policy',
    returns: 'Returns & withdrawal',
    company: 'Company information',
    help: 'Help',
    representative: 'Representative',
    businessNumber: 'Business registration',
    mailOrderNumber: 'Mail-order registration',
    address: 'Address',
    phone: 'Phone',
    email: 'E-mail',
    host: 'Hosting provider',
  },
};

// These parts are the same on every page, so they are made once for each language.
const below = { ko: toPolicies('ko') + toCompany('ko'), en: toPolicies('en') + toCompany('en') };

function toPolicies(language: Language): string {
  const text = texts[language];
  return (
    `<nav class="shell-footer-policies" aria-label="${text.policies}"><a href="/terms">${text.terms}</a>` +
    `<a href="/privacy"><b>${text.privacy}</b></a><a href="/returns">${text.returns}</a>` +
    `<a href="/company">${text.company}</a><a href="/help">${text.help}</a></nav>`
  );
}

function toCompany(language: Language): string {
  const text = texts[language];
  const facts = [
    [text.representative, company.representative[language]],
    [text.businessNumber, company.businessNumber],
    [text.mailOrderNumber, company.mailOrderNumber[language]],
    [text.address, company.address[language]],
    [text.phone, company.phone],
    [text.email, `<a href="mailto:${company.email}">${company.email}</a>`],
    [text.host, company.host[language]],
  ];
  const entries = facts.map(([label, value]) => `<span>${label} ${value}</span>`);
  return `<p class="shell-footer-company"><span>${company.name[language]}</span>${entries.join('')}</p>`;
}
