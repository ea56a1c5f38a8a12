import { openShop } from '../open-shop.ts';
import { openBrowser } from './open-browser.ts';
const shop = await openShop({ settings: { DEV_NOW: '2019-05-15T10:00:00+09:00' } });
const browser = await openBrowser(shop.url);
for (const [name, path, width] of [['p1280','/products/51862822?item=183485417',1280],['p360','/products/51862822?item=183485417',360],['home1280','/',1280],['b1280','/products/51862822?item=183485417&boundaries=1',1280],['home360en','/?lang=en',360]] as const) {
  const { page, close, complaints } = await browser.visit(path, { viewport: { width, height: 1000 } });
  await page.waitForTimeout(500);
  await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: name.startsWith('p') || name.startsWith('b') });
  console.log(name, complaints);
  await close();
}
await browser.close(); await shop.close(); process.exit(0);
