/**
 * Whether a client may register an address to which members come back: https, a loopback address for programs on the member's own machine
 * (RFC 8252 §7.3), or a scheme of an app, which has a dot (§7.1). A fragment or a name and password are never allowed.
 */
export function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url || /[\s#\\*]/.test(text) || url.username || url.password) return false;
  if (url.protocol === 'https:') return true;
  if (url.protocol === 'http:') return ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return /^[a-z][a-z\d-]*(\.[a-z\d-]+)+:$/.test(url.protocol);
}
