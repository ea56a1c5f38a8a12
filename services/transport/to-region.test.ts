import { expect, test } from 'bun:test';
import type { Region } from './contract.ts';
import { toRegion } from './to-region.ts';

test.each<[string, string, Region | undefined]>([
  ['서울 중구 세종대로 110', '04524', 'capital'],
  ['수원시 팔달구', '16490', 'capital'],
  ['인천 남동구', '21554', 'capital'],
  ['인천 옹진군 백령도', '23100', 'islands'],
  ['춘천시', '24266', 'mainland'],
  ['부산 연제구', '47545', 'mainland'],
  ['울릉도', '40200', 'islands'],
  ['울릉도의 마지막', '40240', 'islands'],
  ['울릉도 다음', '40241', 'mainland'],
  ['신안군 흑산도', '58800', 'islands'],
  ['제주시', '63122', 'jeju'],
  ['서귀포시', '63584', 'jeju'],
  ['없는 번호', '00999', undefined],
  ['없는 번호', '64000', undefined],
])('%s with the postcode %s is in the region %p', (_, postcode, region) => {
  expect(toRegion(postcode)).toBe(region as Region);
});
