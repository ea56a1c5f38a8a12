const script = 'https://js.tosspayments.com';
const all = 'https://*.tosspayments.com';

/** The sources that the script of Toss needs: https://docs.tosspayments.com/sdk/v2/js */
const added: Record<string, string[]> = {
  'script-src': [script],
  'connect-src': [all],
  'form-action': [all],
  'frame-src': [all],
  'img-src': [all],
};
/** The script of Toss makes HTML without a policy of Trusted Types. */
const dropped = ['require-trusted-types-for', 'trusted-types'];

/** Adds what the payment window of Toss needs to the content security policy of a page. */
export function withPaymentWindow(headers: Headers): void {
  const policy = headers.get('content-security-policy');
  if (policy === null) return;
  const directives = policy
    .split('; ')
    .map((directive) => directive.split(' ') as [string, ...string[]])
    .filter(([name]) => !dropped.includes(name));
  const known = new Set(directives.map(([name]) => name));
  const kept = directives.map(([name, ...sources]) => [name, ...sources, ...(added[name] ?? [])]);
  const own = Object.entries(added).filter(([name]) => !known.has(name));
  const lines = [...kept, ...own.map(([name, sources]) => [name, ...sources])];
  headers.set('content-security-policy', lines.map((words) => words.join(' ')).join('; '));
}
