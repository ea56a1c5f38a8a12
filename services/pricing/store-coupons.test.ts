import { expect, test } from 'bun:test';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { createCoupons } from '../../tools/seed/create-coupons.ts';
import { CouponImport, paths } from './contract.ts';
import app from './worker.ts';

test('coupons of an import are stored, and one that is stored again keeps how often it was used', async () => {
  const DB = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const coupons = createCoupons(createCatalogue().products);
  const put = async (body: object, token = 'secret') =>
    app.request(
      paths.couponImports,
      {
        method: 'PUT',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      },
      { DB, LOG_LEVEL: 'off', OPERATOR_TOKEN: 'secret' },
    );
  const stored = await put({ coupons });
  expect([stored.status, await stored.json()]).toEqual([200, { stored: coupons.length }]);
  DB.sqlite.run('UPDATE coupon SET used = 3');
  const [first] = v.parse(CouponImport, { coupons }).coupons;
  expect((await put({ coupons: [{ ...first, least: 77 }] })).status).toBe(200);
  const rows = DB.sqlite.query('SELECT code, used, least FROM coupon WHERE code = ?').all(first?.code ?? '');
  expect(rows).toEqual([{ code: first?.code, used: 3, least: 77 }]);
  expect((await put({ coupons: [{ ...first, code: 'lower' }] })).status).toBe(422);
  expect((await put({ coupons }, 'wrong')).status).toBe(401);
});
