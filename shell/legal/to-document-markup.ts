import { escapeAttribute as escapeText } from '@jogakbo/compose';
import type { Language } from '@jogakbo/contracts/language';
import type { Block, LegalDocument, Section } from './legal-document.ts';

/** Writes a document as HTML: its title, its first day if there is one, a table of contents, and its sections. */
export function toDocumentMarkup(document: LegalDocument, language: Language): string {
  const { title, summary, effective, sections } = document;
  const { contents } = texts[language];
  const entries = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeText(title)}</a></li>`);
  return (
    `<article class="shell-document"><h1>${escapeText(title)}</h1><p>${escapeText(summary)}</p>` +
    `${effective ? toDate(effective, language) : ''}` +
    (sections.length > 3 ? `<nav aria-label="${contents}"><ul>${entries.join('')}</ul></nav>` : '') +
    `${sections.map(toSection).join('')}</article>`
  );
}

const texts = {
  ko: { contents: '차례', from: (day: string) => `시행일: ${day}` },
  en: { contents: 'Contents', from: (day: string) => `In force from ${day}` },
};

function toDate(day: string, language: Language): string {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
  const time = `<time datetime="${day}">${words}</time>`;
  return `<p class="shell-document-date">${texts[language].from(time)}</p>`;
}

function toSection({ id, title, blocks }: Section): string {
  return `<section id="${id}" tabindex="-1"><h2>${escapeText(title)}</h2>${blocks.map(toBlock).join('')}</section>`;
}

function toBlock(block: Block): string {
  if (typeof block === 'string') return `<p>${escapeText(block)}</p>`;
  if ('list' in block) return `<ul class="shell-document-list">${toEach('li', block.list)}</ul>`;
  if ('links' in block) {
    const links = block.links.map(([path, label]) => `<a href="${path}">${escapeText(label)}</a>`);
    return toEach('p', links, (link) => link);
  }
  if ('pairs' in block) {
    const pairs = block.pairs.map(
      (pair) => `<div>${toEach('dt', [pair[0]])}${toEach('dd', [pair[1]])}</div>`,
    );
    return `<dl>${pairs.join('')}</dl>`;
  }
  // On a phone the cells of a row are below each other. This would remove the roles of the table, so the markup names them.
  const head = block.head.map((label) => `<th role="columnheader" scope="col">${escapeText(label)}</th>`);
  const rows = block.rows.map((row) => {
    const cells = row.map(
      (cell, index) =>
        `<td role="cell" data-label="${escapeText(block.head[index] ?? '')}">${escapeText(cell)}</td>`,
    );
    return `<tr role="row">${cells.join('')}</tr>`;
  });
  return (
    `<table role="table"><caption>${escapeText(block.caption)}</caption>` +
    `<thead role="rowgroup"><tr role="row">${head.join('')}</tr></thead>` +
    `<tbody role="rowgroup">${rows.join('')}</tbody></table>`
  );
}

function toEach(tag: string, texts: readonly string[], toInner = escapeText): string {
  return texts.map((text) => `<${tag}>${toInner(text)}</${tag}>`).join('');
}
