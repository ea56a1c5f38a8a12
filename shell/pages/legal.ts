import { definePage } from '@jogakbo/compose';
import type { Language } from '@jogakbo/contracts/language';
import type { LegalDocument } from '../legal/legal-document.ts';
import { privacyEn } from '../legal/privacy-en.ts';
import { privacyKo } from '../legal/privacy-ko.ts';
import { returnsEn } from '../legal/returns-en.ts';
import { returnsKo } from '../legal/returns-ko.ts';
import { termsEn } from '../legal/terms-en.ts';
import { termsKo } from '../legal/terms-ko.ts';
import { toCompanyPage } from '../legal/to-company-page.ts';
import { toDocumentMarkup } from '../legal/to-document-markup.ts';
import { pick, toHead } from '../markup.ts';
import { frameSlots, toLayout } from './frame.ts';

/** 이용약관. */
export const terms = toLegalPage({ ko: termsKo, en: termsEn });

/** 개인정보처리방침. */
export const privacy = toLegalPage({ ko: privacyKo, en: privacyEn });

/** 청약철회·교환·반품 안내. */
export const returns = toLegalPage({ ko: returnsKo, en: returnsEn });

/** 사업자정보. */
export const company = toLegalPage({ ko: toCompanyPage('ko'), en: toCompanyPage('en') });

function toLegalPage({ ko, en }: Record<Language, LegalDocument>) {
  const markup = { ko: toDocumentMarkup(ko, 'ko'), en: toDocumentMarkup(en, 'en') };
  return definePage({
    layout: toLayout('<slot name="document"></slot>'),
    head: {
      markup: toHead(
        { ko: `${ko.title} — 조각보`, en: `${en.title} — Jogakbo` },
        { ko: ko.summary, en: en.summary },
      ),
    },
    slots: { ...frameSlots, document: { id: 'content', markup: (view) => pick(view, markup) } },
  });
}
