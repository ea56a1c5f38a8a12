import { afterAll, describe, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { findViolations } from './find-violations.helper.ts';
import { journeyScripts, journeyViews } from './journey-views.helper.ts';
import { openBrowser } from './open-browser.helper.ts';
import { reloadUntilShown } from './reload-until-shown.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
const keeping = await openBrowser(shop.url, { keepsPages: true });
afterAll(async () => {
  await browser.close();
  await keeping.close();
});

const password = '칼국수 먹는 화요일';
const words = {
  ko: {
    ...{ logIn: '로그인', signUp: '회원가입', join: '가입하기', logOut: '로그아웃', email: '이메일' },
    ...{
      password: '비밀번호',
      name: '이름',
      wrong: '이메일이나 비밀번호가 맞지 않아요',
      greeting: '홍길동 님',
    },
    ...{
      short: '비밀번호를 8자에서',
      my: '마이페이지',
      save: '저장',
      add: '배송지 추가',
      open: '새 배송지 추가',
    },
    ...{ recipient: '받는 사람', phone: '휴대폰 번호', postcode: '우편번호', street: '주소' },
    ...{ added: '배송지를 추가했어요', phoneWrong: '전화번호를 010', reveal: '비밀번호 보기' },
    ...{ forgot: '비밀번호를 잊으셨나요?', send: '메일 받기', sent: '메일을 보냈어요', next: '새 비밀번호' },
    ...{ change: '비밀번호 변경', changed: '비밀번호를 바꿨어요' },
  },
  en: {
    ...{ logIn: 'Log in', signUp: 'Sign up', join: 'Create account', logOut: 'Log out', email: 'E-mail' },
    ...{
      password: 'Password',
      name: 'Name',
      wrong: 'The e-mail or password is incorrect',
      greeting: '홍길동',
    },
    ...{ short: 'Please enter a password of 8', my: 'My page', save: 'Save', add: 'Add address' },
    ...{
      open: 'Add an address',
      recipient: 'Recipient',
      phone: 'Phone',
      postcode: 'Postcode',
      street: 'Address',
    },
    ...{ added: 'The address is added', phoneWrong: 'Please enter a Korean phone number' },
    ...{ reveal: 'Password Show', forgot: 'Forgot your password?', send: 'Send me a link' },
    ...{ sent: 'The e-mail is on its way', next: 'New password', change: 'Change password' },
    changed: 'Your password is changed',
  },
};

const links = (page: Page) => page.locator('jb-fragment[slot=links]');
const form = (page: Page) => page.locator('jb-fragment[slot=form]');

describe.each(journeyScripts)('with scripts: %p', (javaScriptEnabled) => {
  test.each(journeyViews)(
    'a visitor signs up, logs out and in, and adds an address, in %s at %p px',
    async (language, width) => {
      const text = words[language];
      const { page, close, complaints } = await browser.visit('/', {
        javaScriptEnabled,
        viewport: { width, height: 900 },
        locale: language === 'ko' ? 'ko-KR' : 'en-US',
        bypassCSP: true,
      });
      const check = async () => {
        if (javaScriptEnabled) expect(await findViolations(page)).toEqual([]);
        else expect(await page.locator('[aria-invalid=true]').count()).toBeGreaterThan(0);
      };
      const email = `${crypto.randomUUID()}@example.com`;
      await links(page).getByRole('link', { name: text.signUp }).click();
      await page.waitForURL('**/signup');
      await form(page).getByLabel(text.name).fill('홍길동');
      await form(page).getByLabel(text.email).fill(email);
      await form(page).getByLabel(text.password).fill('짧다');
      await form(page).getByRole('button', { name: text.join }).click();
      await form(page).getByText(text.short).waitFor();
      await check();
      expect(await form(page).getByLabel(text.email).inputValue()).toBe(email);
      expect(await form(page).getByLabel(text.password).inputValue()).toBe('');
      expect(
        await form(page)
          .getByLabel(text.password)
          .evaluate((field) => field === document.activeElement),
      ).toBe(true);
      const reveal = form(page).getByRole('button', { name: text.reveal });
      expect(await reveal.isVisible()).toBe(javaScriptEnabled);
      await page.keyboard.type(password);
      if (javaScriptEnabled) {
        const field = form(page).getByLabel(text.password);
        await reveal.click();
        await form(page).locator('#signup-password[type=text]').waitFor();
        expect(await field.inputValue()).toBe(password);
        expect(await reveal.getAttribute('aria-pressed')).toBe('true');
        expect(await findViolations(page)).toEqual([]);
        await reveal.click();
        await form(page).locator('#signup-password[type=password]').waitFor();
      }
      for (const box of await form(page).getByRole('checkbox').all()) await box.check();
      await form(page).getByRole('button', { name: text.join }).click();
      await page.waitForURL((url) => url.pathname === '/');
      await reloadUntilShown(links(page).getByText(text.greeting));

      await links(page).getByRole('button', { name: text.logOut }).click();
      await reloadUntilShown(links(page).getByRole('link', { name: text.logIn }));
      // A guest is redirected to log in, and back.
      await page.getByRole('link', { name: text.my }).click();
      await page.waitForURL('**/login?next=%2Fmy');
      await form(page).getByLabel(text.email).fill(email);
      await form(page).getByLabel(text.password).fill('wrong');
      await form(page).getByRole('button', { name: text.logIn }).click();
      await form(page).getByText(text.wrong).waitFor();
      if (javaScriptEnabled) await check();
      await form(page).getByLabel(text.password).fill(password);
      await form(page).getByRole('button', { name: text.logIn }).click();
      await page.waitForURL('**/my');

      const addresses = page.locator('jb-fragment[slot=addresses]');
      await addresses.getByLabel(text.recipient).fill('홍길동');
      await addresses.getByLabel(text.phone).fill('12');
      await addresses.getByLabel(text.postcode).fill('06236');
      await addresses.getByLabel(text.street, { exact: true }).fill('서울 강남구 테헤란로 1');
      await addresses.getByRole('button', { name: text.add }).click();
      await addresses.getByText(text.phoneWrong).waitFor();
      await check();
      await addresses.getByLabel(text.phone).fill('010-1234-5678');
      await addresses.getByRole('button', { name: text.add }).click();
      await addresses.getByText(text.added).waitFor();
      if (javaScriptEnabled) expect(await findViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      // Chromium reports every answer whose status is 4xx.
      expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
      await close();
    },
  );
});

// These wait for the shop most of the time, so they run side by side.
test.concurrent.each([...new Set(journeyViews.map(([language]) => language))])(
  'a member replaces a forgotten password by mail, in %s',
  async (language) => {
    const text = words[language];
    const { page, close } = await browser.visit('/login', {
      ...{ viewport: { width: 360, height: 900 }, bypassCSP: true },
      locale: language === 'ko' ? 'ko-KR' : 'en-US',
    });
    const email = `${crypto.randomUUID()}@example.com`;
    const fields = { name: '홍길동', email, password, next: '/' };
    expect((await createVisitor(shop.url).post('/signup', fields)).status).toBe(303);
    await form(page).getByRole('link', { name: text.forgot }).click();
    await page.waitForURL('**/password/forgot');
    expect(await findViolations(page)).toEqual([]);
    await form(page).getByLabel(text.email).fill(email);
    await form(page).getByRole('button', { name: text.send }).click();
    await form(page).getByText(text.sent).waitFor();
    const { mails } = JSON.parse((await createVisitor(shop.url).get('/_dev/mail')).text) as {
      mails: { to: string; text: string }[];
    };
    const link = mails
      .find(({ to, text }) => to === email && text.includes('/password/reset'))
      ?.text.match(/http\S+token=\S+/);
    await page.goto(link?.[0] as string);
    await form(page).getByLabel(text.next).fill('짜장면 먹는 수요일');
    expect(await findViolations(page)).toEqual([]);
    await form(page).getByRole('button', { name: text.change }).click();
    await page.getByText(text.changed).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await close();
  },
);

test.concurrent('going back after a log-out shows no data of the member', async () => {
  const { page, close } = await keeping.visit('/signup');
  await form(page).getByLabel('이름').fill('홍길동');
  await form(page).getByLabel('이메일').fill('back@example.com');
  await form(page).getByLabel('비밀번호').fill(password);
  for (const box of await form(page).getByRole('checkbox').all()) await box.check();
  await form(page).getByRole('button', { name: '가입하기' }).click();
  await page.waitForURL('**/');
  await reloadUntilShown(links(page).getByText('홍길동 님'));
  await page.goto('/my');
  await reloadUntilShown(page.getByText('back@example.com'));
  const logOut = links(page).getByRole('button', { name: '로그아웃' });
  await reloadUntilShown(logOut);
  await logOut.click();
  await page.waitForURL('**/');
  await reloadUntilShown(links(page).getByRole('link', { name: '로그인' }));
  await page.goBack({ waitUntil: 'commit' });
  await page.getByRole('heading', { name: /로그인|회원 정보를 볼 수 없어요/ }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain('back@example.com');
  await close();
});

test.concurrent('text in the log-in form is still there after going away and back', async () => {
  const { page, close } = await keeping.visit('/login');
  await form(page).getByLabel('이메일').fill('typed@example.com');
  await links(page).getByRole('link', { name: '고객센터' }).click();
  await page.waitForURL('**/help');
  await page.goBack({ waitUntil: 'commit' });
  // A page from the back/forward cache is not loaded again.
  await form(page).getByRole('heading', { name: '로그인' }).waitFor();
  expect(await form(page).getByLabel('이메일').inputValue()).toBe('typed@example.com');
  await close();
});
