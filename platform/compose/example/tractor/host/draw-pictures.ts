type Shape = 'field' | 'garden';

const tractors = new Map<string, [shape: Shape, color: string]>([
  ['HA-RED', ['field', '#b8322a']],
  ['HA-WHE', ['field', '#d9a441']],
  ['LO-MOS', ['field', '#4f7a3a']],
  ['LO-MID', ['field', '#2c3e6b']],
  ['RI-COP', ['field', '#c06a3a']],
  ['RI-SLA', ['field', '#5c6b73']],
  ['PI-MNT', ['garden', '#5eb89a']],
  ['PI-COR', ['garden', '#e87560']],
  ['DA-SUN', ['garden', '#f0bd30']],
  ['WR-SKY', ['garden', '#5497d1']],
  ['WR-MOS', ['garden', '#62874a']],
]);
const stores = new Map<string, [sky: string, ground: string, wall: string]>([
  ['hollow', ['#dfeedd', '#8aa86b', '#a5523c']],
  ['quay', ['#d7e8f2', '#8fa7b3', '#c9a35a']],
  ['summit', ['#e9e3f1', '#9a9184', '#5d7f8d']],
]);

/** Serves the pictures that all teams use. They are drawn as SVG; in a larger shop they are files. */
export const pictures = {
  async fetch(input: Request | string): Promise<Response> {
    const { pathname } = new URL(typeof input === 'string' ? input : input.url);
    const [, name = ''] = /^\/pictures\/([\w-]+)\.svg$/.exec(pathname) ?? [];
    const picture = drawPicture(name);
    if (!picture) return new Response(null, { status: 404 });
    return new Response(picture, {
      headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' },
    });
  },
};

function drawPicture(name: string): string | undefined {
  const tractor = tractors.get(name);
  if (tractor) return drawTractor(...tractor);
  const store = stores.get(name);
  if (store) return drawStore(...store);
  return name === 'logo' ? drawLogo() : undefined;
}

function drawTractor(shape: Shape, color: string): string {
  const ground =
    shape === 'field'
      ? '<rect width="480" height="320" fill="#f3ecdc"/><path d="M0 262q120-22 240-6t240-8v72H0z" fill="#d8c49a"/>' +
        '<path d="M0 286l480-10M0 304l480-8" stroke="#c4ab78" stroke-width="4"/>'
      : '<rect width="480" height="320" fill="#eaf3e6"/><path d="M0 258q240-24 480 0v62H0z" fill="#b5d3a0"/>' +
        '<path d="M40 262l4-14 5 14m60 22l4-14 5 14m250-18l4-14 5 14m50 24l4-14 5 14" stroke="#86ad6c" stroke-width="3" fill="none"/>';
  return toSvg(480, 320, ground + (shape === 'field' ? drawFieldTractor(color) : drawGardenTractor(color)));
}

function drawFieldTractor(color: string): string {
  return (
    '<path d="M150 92h104l22 84H142z" fill="#d9ebf2" stroke="#34373b" stroke-width="8" stroke-linejoin="round"/>' +
    `<rect x="136" y="78" width="134" height="16" rx="8" fill="${color}"/>` +
    `<path d="M118 176h284q16 0 16 18v34H118z" fill="${color}"/><path d="M276 176h126q16 0 16 18v8H276z" fill="#fff" opacity=".22"/>` +
    '<path d="M326 176v-58" stroke="#34373b" stroke-width="9" stroke-linecap="round"/>' +
    '<path d="M396 190v30m-14-30v30m-14-30v30" stroke="#34373b" stroke-width="4" opacity=".55"/>' +
    '<circle cx="410" cy="186" r="7" fill="#fff3c4"/>' +
    drawWheel(168, 222, 72) +
    drawWheel(366, 248, 46)
  );
}

function drawGardenTractor(color: string): string {
  return (
    '<path d="M204 188l-24-76q-3-9-13-9" stroke="#34373b" stroke-width="10" fill="none" stroke-linecap="round"/>' +
    '<path d="M148 172q-4-34 22-34 16 0 18 34h34v16h-74z" fill="#34373b"/>' +
    `<path d="M130 188h150l14-34h70q26 0 28 30l2 52H130z" fill="${color}"/>` +
    '<path d="M294 154h70q26 0 28 30H284z" fill="#fff" opacity=".22"/>' +
    '<path d="M272 186l-30-52m-14 8l24-16" stroke="#34373b" stroke-width="8" stroke-linecap="round"/>' +
    '<circle cx="382" cy="200" r="8" fill="#fff3c4"/>' +
    drawWheel(176, 238, 48) +
    drawWheel(346, 252, 34)
  );
}

function drawWheel(x: number, y: number, radius: number): string {
  const tread = `stroke-dasharray="${radius / 4} ${radius / 8}"`;
  return (
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="#2b2d30"/>` +
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#45484d" stroke-width="8" ${tread}/>` +
    `<circle cx="${x}" cy="${y}" r="${radius * 0.52}" fill="#f2dfae"/><circle cx="${x}" cy="${y}" r="${radius * 0.16}" fill="#2b2d30"/>`
  );
}

function drawStore(sky: string, ground: string, wall: string): string {
  return toSvg(
    ...([480, 240] as const),
    `<rect width="480" height="240" fill="${sky}"/><path d="M0 190q240-30 480 0v50H0z" fill="${ground}"/>` +
      `<path d="M110 110L240 44l130 66v92H110z" fill="${wall}"/><path d="M92 116L240 36l148 80" fill="none" stroke="#34373b" stroke-width="12"/>` +
      '<path d="M196 202v-62h88v62z" fill="#f6efe0"/><path d="M196 202l88-62m-88 0l88 62M240 140v62" stroke="#34373b" stroke-width="4"/>' +
      '<rect x="140" y="132" width="34" height="30" fill="#fff3c4"/><rect x="306" y="132" width="34" height="30" fill="#fff3c4"/>',
  );
}

function drawLogo(): string {
  return toSvg(
    ...([40, 40] as const),
    '<rect width="40" height="40" rx="10" fill="#2f5d3a"/><path d="M11 10h11l3 10h7q2 0 2 3v5H9V20h2z" fill="#f2c14e"/>' +
      '<circle cx="14" cy="27" r="7" fill="#fff"/><circle cx="30" cy="29" r="5" fill="#fff"/><circle cx="14" cy="27" r="3" fill="#2f5d3a"/><circle cx="30" cy="29" r="2" fill="#2f5d3a"/>',
  );
}

function toSvg(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`;
}
