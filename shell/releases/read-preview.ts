import { type OpenedPreview, openPreview } from '@jogakbo/edge/seal-preview';
import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { readCookie } from '../cookies.ts';

/** The form of a signed preview. */
const sealedForm = /^[\w-]{10,300}\.[\w-]{10,2000}\.[\w-]{86}$/;

/** Previews with a checked signature, by their text. */
const opened = new Map<string, OpenedPreview>();
const mostOpened = 100;

/** The preview of this request's cookie; undefined if it has none, or if the preview has ended. */
export async function readPreview(c: Context<ShellEnv>): Promise<OpenedPreview | undefined> {
  const text = readCookie(c, 'preview', sealedForm);
  return text === undefined ? undefined : openLink(c, text);
}

/** Opens the text of a signed link. @returns undefined if the shell did not sign it, or if it has ended */
export async function openLink(c: Context<ShellEnv>, text: string): Promise<OpenedPreview | undefined> {
  if (!sealedForm.test(text)) return undefined;
  const now = c.var.now();
  const known = opened.get(text) ?? (await openPreview(text, c.env.IDENTITY_KEYS ?? '', now));
  if (!known || known.until <= now) return undefined;
  if (opened.size >= mostOpened) opened.clear();
  opened.set(text, known);
  return known;
}
