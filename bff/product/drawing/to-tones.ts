/** Shades of one hue as `#rrggbb`, from the brightest light to the deepest shadow. */
export type Tones = Record<keyof typeof ramp, string>;

const ramp = {
  wash: { lightness: 0.965, chroma: 0.014 },
  mist: { lightness: 0.915, chroma: 0.032 },
  light: { lightness: 0.85, chroma: 0.085 },
  mid: { lightness: 0.745, chroma: 0.135 },
  dark: { lightness: 0.625, chroma: 0.13 },
  deep: { lightness: 0.44, chroma: 0.095 },
};

/**
 * Computes the shades in OKLCH, so that yellow and blue of the same step look equally light.
 *
 * @param hue an angle on the color wheel of HSL: 0 is red, 120 green, 240 blue
 */
export function toTones(hue: number): Tones {
  const angle = toPerceivedHue(((hue % 360) + 360) % 360);
  // Dark yellow looks brown, so yellow gets more light.
  const lift = 0.1 * Math.max(0, Math.cos(angle - yellow)) ** 2;
  const tones = Object.entries(ramp).map(([name, { lightness, chroma }]) => [
    name,
    toHex(lightness + lift * Math.min(1, (0.98 - lightness) / 0.3), chroma, angle),
  ]);
  return Object.fromEntries(tones);
}

/** The angle of yellow in OKLab, in radians. */
const yellow = 1.83;

type Triple = [number, number, number];

/** The hue in OKLab, in radians, of the pure color at an angle of HSL's wheel. */
function toPerceivedHue(hue: number): number {
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return toLinear(0.5 - 0.5 * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  const [r, g, b] = [channel(0), channel(8), channel(4)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return Math.atan2(
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
  );
}

/** The color, or the closest color of this lightness and hue that a screen can show. */
function toHex(lightness: number, chroma: number, angle: number): string {
  const rgb = toRgb(lightness, chroma, angle);
  if (chroma > 0.001 && rgb.some((value) => value < -0.0005 || value > 1.0005)) {
    return toHex(lightness, chroma * 0.92, angle);
  }
  const byte = (value: number) => Math.round(255 * Math.min(1, Math.max(0, toGamma(value))));
  return `#${rgb.map((value) => byte(value).toString(16).padStart(2, '0')).join('')}`;
}

// From OKLab to linear RGB: https://bottosson.github.io/posts/oklab/
function toRgb(lightness: number, chroma: number, angle: number): Triple {
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toGamma(value: number): number {
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}
