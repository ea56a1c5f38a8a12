import { openShop } from '../open-shop.ts';
import { openBrowser } from './open-browser.ts';
const shop = await openShop();
const browser = await openBrowser(shop.url);
for (const width of [360,1280]) {
  const { page, close } = await browser.visit('/products/51862822', { viewport: { width, height: 1000 } });
  console.log(width, await page.evaluate(()=>['buy','buy-now','stock','arrival'].map(n=>[n,document.querySelector(`jb-fragment[slot=${n}]`)!.getBoundingClientRect().height, getComputedStyle(document.querySelector('jb-page')!).getPropertyValue(`--reserve-${n==='buy'?'add-to-cart':n}`), document.querySelector(`jb-fragment[slot=${n}] p`)?.innerHTML])));
  await close();
}
await browser.close(); await shop.close(); process.exit(0);
