import { describe, expect, test } from 'bun:test';
import { readPhoto } from './read-photo.ts';

const address = 'https://pictures.example.com/a.jpg';
const jpeg = (size = 3, type = 'image/jpeg') =>
  new Response(new Uint8Array(size), { headers: { 'content-type': type } });

/** Reads a photo from hosts that answer so. */
async function read(answers: Record<string, () => Response>, url = address) {
  const asked: string[] = [];
  const photo = await readPhoto(url, async (request) => {
    asked.push(request.url);
    return answers[request.url]?.() ?? new Response(null, { status: 404 });
  });
  return { photo, asked };
}

describe('the photo of a feed', () => {
  test('is read, with its type', async () => {
    const { photo } = await read({ [address]: () => jpeg(3, 'image/webp; charset=binary') });
    expect(photo).toEqual({ bytes: new Uint8Array(3), type: 'image/webp' });
  });

  test('is read after a redirect to another host with a name', async () => {
    const cdn = 'https://cdn.example.com/b.jpg';
    const moved = () => new Response(null, { status: 302, headers: { location: cdn } });
    expect((await read({ [address]: moved, [cdn]: jpeg })).photo?.bytes.byteLength).toBe(3);
  });

  test.each([
    'http://pictures.example.com/a.jpg',
    'https://127.0.0.1/a.jpg',
    'https://[::1]/a.jpg',
    'https://localhost/a.jpg',
    'https://user:password@example.com/a.jpg',
    'https://example.com:8443/a.jpg',
    'javascript:alert(1)',
    '',
  ])('is not read from %p, nor after a redirect to it', async (url) => {
    expect(await read({}, url)).toEqual({ photo: undefined, asked: [] });
    const moved = () => new Response(null, { status: 302, headers: { location: url || 'ftp://a.example' } });
    expect(await read({ [address]: moved })).toEqual({ photo: undefined, asked: [address] });
  });

  test.each<[string, () => Response]>([
    ['is an SVG', () => jpeg(3, 'image/svg+xml')],
    ['is a page', () => jpeg(3, 'text/html')],
    ['has more than 5 MiB', () => jpeg(5 * 1_024 * 1_024 + 1)],
    ['is missing', () => new Response(null, { status: 404, headers: { 'content-type': 'image/png' } })],
    [
      'cannot be reached',
      () => {
        throw new TypeError('away');
      },
    ],
    ['is redirected forever', () => new Response(null, { status: 302, headers: { location: address } })],
  ])('is left out if it %s', async (_, answer) => {
    const { photo, asked } = await read({ [address]: answer });
    expect(photo).toBeUndefined();
    expect(asked.length).toBeLessThanOrEqual(4);
  });
});
