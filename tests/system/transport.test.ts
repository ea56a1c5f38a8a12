import { afterAll, describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createMinter } from '@jogakbo/edge/create-minter';
import * as v from 'valibot';
import { ArrivalView, paths } from '../../bff/transport/contract.ts';
import { type ShipmentRequest, paths as transportPaths } from '../../services/transport/contract.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const now = '2019-05-15T10:00:00+09:00';
const shop = await openShop({ settings: { DEV_NOW: now }, crons: false });
afterAll(() => shop.close());

const reference = '/products/51862822?item=183485417';

describe('the reference page', () => {
  test.each([
    [
      'ko',
      '내일(목) 5/16 도착 보장 (서울·경기 기준) 로켓배송 상품 19,800원 이상 무료배송 무료배송 + 무료반품',
    ],
    [
      'en',
      'Arrives tomorrow (Thu) 5/16, guaranteed (Seoul·Gyeonggi) Free Rocket delivery from ₩19,800 Free delivery + free returns',
    ],
  ])('promises the delivery tomorrow, in %s', async (language, words) => {
    // On a busy machine, the first page may be too late for it.
    const text = await until('the promise', async () => {
      const answer = await shop.fetch(`${reference}&lang=${language}`);
      return answer.status === 200 && toText(readSlot(await answer.text(), 'arrival').html);
    });
    expect(text).toBe(words);
  });

  test('works without the promise while transport is down', async () => {
    await shop.fault({ fragment: 'transport/arrival', kind: 'error' });
    const answer = await shop.fetch(reference);
    const html = await answer.text();
    await shop.clearFaults();
    expect(answer.status).toBe(200);
    expect(toText(readSlot(html, 'arrival').html)).toBe('');
    expect(toText(readSlot(html, 'title').html)).toContain('나노블록');
  });

  test('has the same promise as the API', async () => {
    const path = `/api/transport${paths.arrival('51862822', '183485417')}`;
    // On a busy machine, the price may be too late for the promise of free delivery.
    const arrival = await until('the whole promise', async () => {
      const view = v.parse(ArrivalView, await (await shop.fetch(path)).json());
      return view.free !== null && view;
    });
    expect(arrival).toMatchObject({ service: 'rocket', arrival: '2019-05-16', daysAhead: 1, free: false });
    expect((await shop.fetch('/api/transport/openapi.json')).status).toBe(200);
    expect((await shop.fetch('/api/transport/arrival?product=404')).status).toBe(404);
  });
});

describe('a shipment', () => {
  test('is delivered by the cron of each minute when it is due, and its address is deleted', async () => {
    await ship('order-1');
    await shop.trigger('transport-service');
    expect((await stored('order-1')).state).toBe('accepted');
    const database = await shop.databaseOf('transport-service');
    await database
      .prepare("UPDATE shipment SET arrival = '2019-05-14' WHERE order_id = ?")
      .bind('order-1')
      .run();
    await shop.trigger('transport-service');
    expect(await stored('order-1')).toMatchObject({ state: 'delivered', parcel: null });
  });

  test('can be delivered only by operators', async () => {
    await ship('order-2');
    const path = `/api/transport${paths.delivery('order-2')}`;
    const report = (token: string) =>
      shop.fetch(path, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    expect((await report('guess')).status).toBe(401);
    expect((await stored('order-2')).state).toBe('accepted');
    expect(await (await report(shop.operatorToken)).json()).toMatchObject({
      orderId: 'order-2',
      state: 'delivered',
    });
  });
});

async function ship(orderId: string): Promise<void> {
  const keys = (await Bun.file(`${shop.stateDirectory}/keys.json`).json()) as { own: Record<string, string> };
  const mint = createMinter(keys.own['order-service'] as string);
  const request: ShipmentRequest = {
    orderId,
    region: 'capital',
    address: { recipient: '홍길동', phone: '010', postcode: '04524', street: '세종대로 110', detail: '' },
    lines: [{ itemId: '183485417', quantity: 1, service: 'rocket' }],
  };
  const accepted = await shop.fetchWorker('transport-service', transportPaths.shipments, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [headers.identity]: await mint({ audience: ['transport'] }, Date.parse(now)),
    },
    body: JSON.stringify(request),
  });
  expect(await accepted.json()).toEqual({ orderId, state: 'accepted', arrival: '2019-05-16' });
}

async function stored(orderId: string) {
  const database = await shop.databaseOf('transport-service');
  const row = await database.prepare('SELECT * FROM shipment WHERE order_id = ?').bind(orderId).first();
  return row as { state: string; parcel: string | null };
}
