import { test } from 'bun:test';
import { openShop } from '/work/wt/member/tests/open-shop.ts';
import { createVisitor } from '/work/wt/member/tests/create-visitor.ts';
import { openBrowser } from '/work/wt/member/tests/browser/open-browser.ts';
test('shots', async () => {
  const shop = await openShop(); const browser = await openBrowser(shop.url);
  const v = createVisitor(shop.url);
  await v.post('/signup',{name:'김수한무거북이와두루미삼천갑자동방삭치치카포사리사리센타워리워리',email:'long@example.com',password:'칼국수 먹는 화요일',next:'/'});
  await v.post('/password/forgot',{email:'long@example.com'});
  const {mails}=JSON.parse((await v.get('/_dev/mail')).text);
  const reset=mails.map((m:any)=>m.text.match(/http\S+reset\?token=\S+/)?.[0]).find(Boolean);
  const conf=mails.map((m:any)=>m.text.match(/http\S+confirm\?token=\S+/)?.[0]).find(Boolean);
  for (const width of [360,1280]) for (const lang of ['ko','en']) {
    const { page, close } = await browser.visit('/signup?lang='+lang,{viewport:{width,height:900}, locale: lang==='ko'?'ko-KR':'en-US'} as any);
    const shot=async(n:string)=>{await page.waitForTimeout(300);await page.screenshot({path:`/tmp/member-shots/${n}-${width}-${lang}.png`,fullPage:true});};
    await shot('signup');
    await page.locator('jb-fragment[slot=form] button[type=submit]').click(); await shot('signup-refused');
    await page.goto(shop.url+'/login'); await shot('login');
    await page.goto(shop.url+'/password/forgot?done=sent'); await shot('forgot');
    await page.goto(reset); await shot('reset');
    await page.goto(conf); await shot('confirm');
    for (const [name,value] of v.cookies) await page.context().addCookies([{name,value,url:shop.url}]);
    await page.goto(shop.url+'/my'); await page.locator('.leave summary, #leave summary').click().catch(()=>{}); await shot('my');
    await close();
  }
  await browser.close(); await shop.close();
}, 300000);
