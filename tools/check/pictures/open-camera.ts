import { type Browser, chromium, type Page } from 'playwright-core';
import { widths } from '../../alone/playground/states.ts';
import { chromiumFlags } from '../../find-chromium.ts';
import type { PictureOf } from './list-pictures.ts';
import type { Origin } from './picture-files.ts';

export type Camera = Awaited<ReturnType<typeof openCamera>>;

/** Without hints, the shapes of letters depend less on the settings of the machine. */
const args = [...chromiumFlags, '--font-render-hinting=none'];

/** Pixels around a fragment, for the outline of its slice. */
const margin = 4;

/**
 * Opens a Chromium that takes pictures of fragments.
 *
 * @param executablePath its program
 */
export async function openCamera(executablePath: string) {
  const browser = await chromium.launch({ executablePath, args });
  const origin: Origin = {
    chromium: browser.version(),
    platform: `${process.platform} ${process.arch}`,
  };
  return { origin, takePictures, close: () => browser.close() };

  /**
   * Takes pictures of pages of a playground, those of each width at the same time.
   *
   * @param url the address of the playground
   * @throws {Error} if a page does not answer
   */
  async function takePictures(url: string, wanted: readonly PictureOf[]): Promise<Map<PictureOf, Buffer>> {
    const taken = await Promise.all(
      widths.map((width) =>
        takeWidth(
          browser,
          url,
          wanted.filter((picture) => picture.width === width),
        ),
      ),
    );
    const pictures = new Map(taken.flat());
    return new Map(wanted.map((picture) => [picture, pictures.get(picture) as Buffer]));
  }
}

async function takeWidth(browser: Browser, baseURL: string, wanted: readonly PictureOf[]) {
  const [first] = wanted;
  const taken: [PictureOf, Buffer][] = [];
  if (!first) return taken;
  const context = await browser.newContext({
    ...{ baseURL, viewport: { width: first.width, height: 720 }, deviceScaleFactor: 1 },
    ...{ locale: 'ko-KR', timezoneId: 'Asia/Seoul', colorScheme: 'light', reducedMotion: 'reduce' },
  });
  try {
    // Pictures show what the server sends: the moment at which an island hydrates changes nothing.
    await context.route(/\.js(?:\?|$)/, (route) => route.abort());
    const page = await context.newPage();
    for (const picture of wanted) taken.push([picture, await takePicture(page, picture)]);
    return taken;
  } finally {
    await context.close();
  }
}

async function takePicture(page: Page, { path, width }: PictureOf): Promise<Buffer> {
  const answer = await page.goto(path);
  if (!answer?.ok()) throw new Error(`The playground answered ${answer?.status()} to ${path}.`);
  // A picture that is loaded late, or a font, would change the page while its picture is taken.
  await page.evaluate(async () => {
    const images = [...document.images];
    for (const image of images) image.loading = 'eager';
    await Promise.all([document.fonts.ready, ...images.map((image) => image.decode().catch(() => {}))]);
  });
  const box = await page.locator('slot[name="alone"]').boundingBox();
  if (!box) throw new Error(`The page ${path} shows no fragment.`);
  const top = Math.max(0, Math.floor(box.y) - margin);
  const height = Math.max(1, Math.ceil(box.y + box.height) + margin - top);
  return page.screenshot({
    ...{ fullPage: true, clip: { x: 0, y: top, width, height } },
    ...{ animations: 'disabled', caret: 'hide', scale: 'css' },
  });
}
