import type { Region } from './contract.ts';

/**
 * Finds the region of a Korean postcode.
 *
 * @param postcode five digits; the first two are the province: https://www.epost.go.kr/search/zipcode/areacdAddressDown.jsp
 * @returns undefined for a postcode that is not in use
 */
export function toRegion(postcode: string): Region | undefined {
  const number = Number(postcode);
  if (number < first || number > last) return undefined;
  if (islands.some(([from, until]) => number >= from && number <= until)) return 'islands';
  if (number >= jeju) return 'jeju';
  return number < mainland ? 'capital' : 'mainland';
}

const first = 1_000;
/** The first postcode after Seoul, Gyeonggi and Incheon. */
const mainland = 24_000;
const jeju = 63_000;
const last = 63_999;

/** Postcodes of islands that only ferries reach, as parcel services list them. */
const islands: [from: number, until: number][] = [
  [22_386, 22_388],
  [23_004, 23_010],
  [23_100, 23_116],
  [23_124, 23_136],
  [31_708, 31_708],
  [32_133, 32_133],
  [33_411, 33_411],
  [40_200, 40_240],
  [46_768, 46_771],
  [52_570, 52_571],
  [53_031, 53_033],
  [53_089, 53_104],
  [54_000, 54_000],
  [56_347, 56_349],
  [57_068, 57_069],
  [58_760, 58_762],
  [58_800, 58_810],
  [58_816, 58_818],
  [58_826, 58_826],
  [58_832, 58_832],
  [58_953, 58_958],
  [59_102, 59_103],
  [59_106, 59_106],
  [59_127, 59_127],
  [59_129, 59_129],
  [59_137, 59_166],
  [59_650, 59_650],
  [59_766, 59_766],
  [59_781, 59_790],
];
