import { createHash } from 'node:crypto';
import type { Language } from '@jogakbo/contracts/language';
import type { LegalDocument, Section } from '../legal/legal-document.ts';
import { toDocumentMarkup } from '../legal/to-document-markup.ts';
import type { PublicParts } from './read-public-parts.ts';
import { referenceTexts } from './reference-texts.ts';

type Operation = {
  operationId: string;
  summary: string;
  deprecated?: boolean;
  'x-scope': string;
  parameters?: { name?: string; in?: string; required?: boolean; schema?: { enum?: string[] } }[];
  requestBody?: { content: Record<string, { schema: { properties?: object; required?: string[] } }> };
  responses: Record<string, object>;
};

/** Makes the page with all public routes, as HTML without scripts, and the policy that lets the browser use its style only. */
export function toReferencePage(parts: PublicParts, language: Language): { html: string; policy: string } {
  const { title, summary, guide } = referenceTexts[language];
  const sections = [...parts].map(([slice, { paths }]) => toSection(slice, paths, language));
  const document: LegalDocument = { title, summary, sections: [...guide, ...sections] };
  const html =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>` +
    `<meta name="viewport" content="width=device-width"><style>${style}</style></head>` +
    `<body><main>${toDocumentMarkup(document, language)}</main></body></html>`;
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, policy };
}

function toSection(
  slice: string,
  paths: Record<string, Record<string, unknown>>,
  language: Language,
): Section {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...(operation as Operation) })),
  );
  const { head, deprecated, optional } = referenceTexts[language];
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
          toParameterText(each, optional),
          Object.keys(each.responses).join(' '),
        ]),
      },
    ],
  };
}

/** The names of what a client sends, in the path, the query or the body. */
function toParameterText({ parameters = [], requestBody }: Operation, optional: string): string {
  const named = parameters
    .filter((each) => each.in === 'query' || each.in === 'path')
    .map(({ name = '', required, schema }) => ({ name, required, choices: schema?.enum }));
  const { properties = {}, required: needed = [] } = requestBody?.content['application/json']?.schema ?? {};
  const fields = Object.keys(properties).map((name) => ({
    name,
    required: needed.includes(name),
    choices: undefined,
  }));
  return [...named, ...fields]
    .map(({ name, required, choices }) =>
      [name, choices ? `(${choices.join(' | ')})` : '', required ? '' : optional].filter(Boolean).join(' '),
    )
    .join(', ');
}

const style =
  'body{font:1rem/1.6 system-ui,sans-serif;color:#1c1b1f;max-width:72rem;margin:0 auto;padding:1rem;word-break:keep-all}' +
  'table{border-collapse:collapse;width:100%}caption{position:absolute;clip-path:inset(50%)}' +
  'th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc;overflow-wrap:break-word}' +
  '@media(max-width:40em){thead{display:none}table,tbody,tr,td{display:block}td{overflow-wrap:anywhere}td{border:0}tr{border-bottom:1px solid #ccc}' +
  'td:empty{display:none}td::before{content:attr(data-label)": ";font-weight:600}}';
