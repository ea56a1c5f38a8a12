/**
 * Whether the shop may send webhooks to an address: https to a name on the public internet. An IP address in any form, a name without a
 * dot, and names of private networks (RFC 6761, RFC 6762, RFC 8375) are refused, and so is any port but 443.
 *
 * @param development whether http to the own machine is allowed
 */
export function isWebhookAddress(text: string, development: boolean): boolean {
  const url = URL.parse(text);
  if (!url || text.length > 300 || url.username || url.password || url.hash) return false;
  const { protocol, hostname, port } = url;
  if (development && protocol === 'http:') return ['127.0.0.1', 'localhost'].includes(hostname);
  if (protocol !== 'https:' || port !== '' || hostname.startsWith('[')) return false;
  const labels = hostname.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.length > 1 && /[a-z]/.test(last) && !privateNames.has(last) && !hostname.endsWith('home.arpa')
  );
}

const privateNames = new Set([
  'local',
  'localhost',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'test',
  'onion',
]);
