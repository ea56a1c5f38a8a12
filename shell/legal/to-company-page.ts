import type { Language } from '@jogakbo/contracts/language';
import { company } from '../company.ts';
import type { LegalDocument } from './legal-document.ts';

/** Builds the page about the company: who runs the shop, and how to contact it. */
export function toCompanyPage(language: Language): LegalDocument {
  const text = texts[language];
  return {
    title: text.title,
    summary: text.summary,
    sections: [
      {
        id: 'company',
        title: text.company,
        blocks: [
          {
            pairs: [
              [text.name, company.name[language]],
              [text.representative, company.representative[language]],
              [text.businessNumber, company.businessNumber],
              [text.mailOrderNumber, company.mailOrderNumber[language]],
              [text.address, company.address[language]],
              [text.host, company.host[language]],
            ],
          },
        ],
      },
      {
        id: 'contact',
        title: text.contact,
        blocks: [
          {
            pairs: [
              [text.phone, `${company.phone} (${company.hours[language]})`],
              [text.email, company.email],
              [text.privacyOfficer, company.privacyOfficer.name[language]],
            ],
          },
          { links: [['/help', text.help]] },
        ],
      },
    ],
  };
}

const texts = {
  ko: {
    title: '사업자정보',
    summary:
      '조각보를 운영하는 회사의 정보와 연락처입니다. 이 가게와 회사는 실제로 없으며, 아래 정보는 모두 지어낸 것입니다.',
    company: '회사',
    name: '상호',
    representative: '대표',
    businessNumber: '사업자등록번호',
    mailOrderNumber: '통신판매업신고',
    address: '주소',
    host: '호스팅 제공자',
    contact: '연락처',
    phone: '전화',
    email: '이메일',
    privacyOfficer: '개인정보 보호책임자',
    help: '고객센터로 가기',
  },
  en: {
    title: 'Company information',
    summary:
      'Who runs Jogakbo and how to reach them. Neither the shop nor the company is real: everything below is made up.',
    company: 'Company',
    name: 'Name',
    representative: 'Representative',
    businessNumber: 'Business registration number',
    mailOrderNumber: 'Mail-order registration',
    address: 'Address',
    host: 'Hosting provider',
    contact: 'Contact',
    phone: 'Phone',
    email: 'E-mail',
    privacyOfficer: 'Data protection officer',
    help: 'Go to Help',
  },
};
