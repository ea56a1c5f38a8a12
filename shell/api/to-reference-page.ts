import { createHash } from 'node:crypto';
import type { Language } from '@jogakbo/contracts/language';
import type { LegalDocument, Section } from '../legal/legal-document.ts';
import { toDocumentMarkup } from '../legal/to-document-markup.ts';
import type { PublicParts } from './read-public-parts.ts';

type Operation = {
  operationId: string;
  summary: string;
  deprecated?: boolean;
  'x-scope': string;
  parameters?: { name?: string; in?: string; required?: boolean; schema?: { enum?: string[] } }[];
  responses: Record<string, object>;
};

/** Makes the page with all public routes, as HTML without scripts, and the policy that lets the browser use its style only. */
export function toReferencePage(parts: PublicParts, language: Language): { html: string; policy: string } {
  const { title, summary } = texts[language];
  const sections = [...parts].map(([slice, { paths }]) => toSection(slice, paths, language));
  const document: LegalDocument = { title, summary, sections: [toStart(language), ...sections] };
  const html =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>` +
    `<meta name="viewport" content="width=device-width"><style>${style}</style></head>` +
    `<body><main>${toDocumentMarkup(document, language)}</main></body></html>`;
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, policy };
}

function toStart(language: Language): Section {
  const { start, auth, document, limits } = texts[language];
  return {
    id: 'start',
    title: start,
    blocks: [auth, limits, { links: [['/api/v1/openapi.json', document]] }],
  };
}

function toSection(
  slice: string,
  paths: Record<string, Record<string, unknown>>,
  language: Language,
): Section {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...(operation as Operation) })),
  );
  const { head, deprecated, optional } = texts[language];
  return {
    id: slice,
    title: slice,
    blocks: [
      {
        caption: slice,
        head,
        rows: operations.map((each) => [
          `${each.method.toUpperCase()} /api/v1${each.path}`,
          each.deprecated ? `${each.summary} (${deprecated})` : each.summary,
          each['x-scope'],
          (each.parameters ?? [])
            .filter(({ in: where }) => where === 'query' || where === 'path')
            .map(({ name, required, schema }) =>
              [name, schema?.enum ? `(${schema.enum.join(' | ')})` : '', required ? '' : optional]
                .filter(Boolean)
                .join(' '),
            )
            .join(', '),
          Object.keys(each.responses).join(' '),
        ]),
      },
    ],
  };
}

const texts = {
  ko: {
    title: '조각보 API',
    summary: '앱, 제휴사, 쇼핑 도우미를 위한 API입니다. 금액은 원 단위입니다.',
    start: '시작하기',
    auth: '요청마다 키를 보냅니다: authorization: Bearer jbk_…',
    limits:
      '답변의 RateLimit 헤더가 남은 요청 수를 알려 줍니다. 429를 받으면 Retry-After 초만큼 기다려 주세요.',
    document: 'OpenAPI 3.1 문서',
    head: ['경로', '설명', '권한', '매개변수', '상태'],
    deprecated: '사용 중단 예정',
    optional: '(선택)',
  },
  en: {
    title: 'The Jogakbo API',
    summary: 'The API for apps, partners and shopping assistants. Amounts are won.',
    start: 'Start',
    auth: 'Send your key with each request: authorization: Bearer jbk_…',
    limits:
      'The header RateLimit says how many requests are left. After a 429, wait for the seconds in Retry-After.',
    document: 'The OpenAPI 3.1 document',
    head: ['Route', 'What it answers', 'Scope', 'Parameters', 'Statuses'],
    deprecated: 'deprecated',
    optional: '(optional)',
  },
};

const style =
  'body{font:1rem/1.6 system-ui,sans-serif;color:#1c1b1f;max-width:72rem;margin:0 auto;padding:1rem;word-break:keep-all}' +
  'table{border-collapse:collapse;width:100%}caption{position:absolute;clip-path:inset(50%)}' +
  'th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc;overflow-wrap:break-word}' +
  '@media(max-width:40em){thead{display:none}tr,td{display:block}td{border:0}tr{border-bottom:1px solid #ccc}' +
  'td::before{content:attr(data-label)": ";font-weight:600}}';
