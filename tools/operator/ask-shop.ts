import { fail } from '../command/fail.ts';

type Question = {
  /** The shop's address, as `--url` gave it. */
  shop: string;
  token: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  body?: object;
  /** The beginning of the error message, such as `The index could not be built`. */
  failure: string;
};

/** Sends an operator's request to a running shop and returns the answer. On an error, it ends the process with a message. */
export async function askShop<Answer>(path: string, question: Question): Promise<Answer> {
  const { shop, token, method = 'GET', body, failure } = question;
  const url = URL.parse(path, shop);
  if (!url?.protocol.startsWith('http')) fail(`--url is not the address of a shop: ${shop}`, 2);
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch((error: Error) => fail(`${shop} cannot be reached: ${error.message}`));
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer as Answer;
  if (response.ok) return fail(`${shop} answers, but it is not a Jogakbo shop.`);
  return fail(toReason(response.status, answer));

  function toReason(status: number, problem: { detail?: string; reason?: string } = {}): string {
    if (status === 401) return 'The shop does not accept this token. Pass its OPERATOR_TOKEN with --token.';
    if (status === 404 && !problem.reason)
      return `${shop} does not offer this: it is not a Jogakbo shop, or its OPERATOR_TOKEN is not set.`;
    return `${failure} (${status}). ${problem.detail ?? 'The service cannot be reached.'}`;
  }
}
