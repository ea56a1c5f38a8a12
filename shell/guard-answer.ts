/** What keeps an answer from being read as another type, or by another site. */
const common = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

/** Headers of pages, whose content security policy the engine writes. */
export const documentHeaders: Record<string, string> = {
  ...common,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': [
    ...[
      'accelerometer',
      'autoplay',
      'browsing-topics',
      'camera',
      'display-capture',
      'encrypted-media',
      'fullscreen',
    ],
    ...[
      'geolocation',
      'gyroscope',
      'hid',
      'idle-detection',
      'local-fonts',
      'magnetometer',
      'microphone',
      'midi',
    ],
    ...['payment', 'picture-in-picture', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
  ]
    .map((feature) => `${feature}=()`)
    .join(', '),
};

/** Headers of all else: JSON, fragments alone, assets, problems, redirects. Opened as a document it may do nothing. */
const otherHeaders: Record<string, string> = {
  ...common,
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
};

/** Adds to an answer that is no page the security headers that it does not set itself. */
export function guardAnswer(answer: Response): Response {
  // Only pages have it, and they have the rest.
  if (answer.headers.has('cross-origin-opener-policy')) return answer;
  const missing = Object.entries(otherHeaders).filter(([name]) => !answer.headers.has(name));
  if (missing.length === 0) return answer;
  // What another worker answered cannot be changed.
  const guarded = new Response(answer.body, answer);
  for (const [name, value] of missing) guarded.headers.set(name, value);
  return guarded;
}
