import { escapeAttribute, type Markup } from '@jogakbo/compose';
import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { pick } from '../markup.ts';

/** The path to which the bar's form posts. */
export const leavePath = '/preview/leave';

/** What {@link previewBar} has to know, as parameters of a visit. Fragments get none of them. */
export function toBarParams(c: Context<ShellEnv>): Record<string, string> {
  const preview = c.get('preview');
  if (!preview) return {};
  const { slice, workers, until } = preview;
  const versions = Object.values(workers).map(({ id, build }) => build ?? id.slice(0, 8));
  return { 'preview:version': `${slice} ${versions.join(' ')}`, 'preview:until': String(until) };
}

/** Says on every page which version is shown, and leads back to the shop that visitors see. */
export const previewBar: Markup = (view) => {
  const { 'preview:version': version, 'preview:until': until } = view.params;
  if (!version) return '';
  const { pathname, search } = new URL(view.url);
  const text = pick(view, {
    ko: `미리보기: ${version}. ${toTime(Number(until), 'ko')}까지 볼 수 있어요.`,
    en: `Preview of ${version}, until ${toTime(Number(until), 'en')}.`,
  });
  return (
    `<aside class="shell-preview" aria-label="${pick(view, { ko: '미리보기', en: 'Preview' })}"><p>${text}</p>` +
    `<form method="post" action="${leavePath}?next=${escapeAttribute(encodeURIComponent(pathname + search))}">` +
    `<button type="submit">${pick(view, { ko: '미리보기 끝내기', en: 'Leave the preview' })}</button></form></aside>`
  );
};

function toTime(until: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    ...{ timeZone: 'Asia/Seoul', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  }).format(until);
}
