/** Headers that stop a browser from guessing another type, and other sites from reading the answer. */
const common = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

/** Headers of pages. The engine adds their content security policy. */
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

/** Headers of all other answers: JSON, single fragments, assets, problems, redirects. If one is opened as a document, it may do nothing. */
const otherHeaders: Record<string, string> = {
  ...common,
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
};

/** Adds the missing security headers to an answer that is no page. */
export function guardAnswer(answer: Response): Response {
  // Only pages have this header, and they have all others.
  if (answer.headers.has('cross-origin-opener-policy')) return answer;
  const missing = Object.entries(otherHeaders).filter(([name]) => !answer.headers.has(name));
  if (missing.length === 0) return answer;
  // An answer of another worker cannot be changed in place.
  const guarded = new Response(answer.body, answer);
  for (const [name, value] of missing) guarded.headers.set(name, value);
  return guarded;
}
