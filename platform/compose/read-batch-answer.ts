import { type BatchPart, readParts } from '@jogakbo/contracts/fragment-batch';
import type { Ask } from './batch-ask.ts';

/**
 * Gives each part of the answer to its ask as soon as it comes. Asks without a part fail.
 *
 * @param onManifest gets the text of the manifest, before any fragment
 */
export async function readBatchAnswer(
  response: Response,
  asks: Ask[],
  onManifest: (text: string) => Promise<void>,
): Promise<void> {
  try {
    for await (const part of readParts(response)) {
      if (part.part === 'manifest') await onManifest(new TextDecoder().decode(part.body));
      else asks[part.part]?.settle(toResponse(part));
      if (asks.every(({ ended }) => ended)) return;
    }
    throw new Error('the answer ended without this fragment');
  } catch (error) {
    for (const ask of asks) ask.fail(error);
  }
}

function toResponse({ status, headers, body }: BatchPart): Response {
  const known = status >= 200 && status <= 599 ? status : 502;
  return new Response(bodiless.includes(known) ? null : body, { status: known, headers });
}

/** Statuses of responses without a body: https://fetch.spec.whatwg.org/#null-body-status */
const bodiless = [204, 205, 304];
