import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { chartFile, documentFile, resultsFile, withFigures } from './draw-document.ts';
import type { StepResults } from './results.ts';
import { steps } from './steps.ts';
import { toChart } from './to-chart.ts';

const results = JSON.parse(readFileSync(resultsFile, 'utf8')) as StepResults;
const document = readFileSync(documentFile, 'utf8');

describe('the guide from the monolith', () => {
  test('shows the kept results; `bun run bench --topologies --draw` writes them', () => {
    expect(withFigures(document, results)).toBe(document);
    expect(readFileSync(chartFile, 'utf8')).toBe(toChart(results));
  });

  test('has the figures of every step', () => {
    expect(results.steps.map(({ name }) => name)).toEqual(steps.map(({ name }) => name));
  });

  test('without a place for a part is an error', () => {
    expect(() => withFigures(document.replace('figures: costs', ''), results)).toThrow('costs');
  });
});

describe('the chart', () => {
  const chart = toChart(results);

  test('has no words smaller than 11 px at its width of 720 px', () => {
    expect(chart).toContain('viewBox="0 0 720 ');
    const sizes = [...chart.matchAll(/font(?:-size)?:(\d+)px/g)].map(([, size]) => Number(size));
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  });

  test('says its figures in words, too', () => {
    const words = chart.match(/<desc id="desc">([\s\S]*?)<\/desc>/)?.[1] ?? '';
    for (const { title } of results.steps) expect(words).toContain(title);
    expect(words).toContain('While pricing has lost its program');
  });

  test('has colors for a dark page', () => {
    expect(chart).toContain('prefers-color-scheme:dark');
  });

  test('keeps every text inside its picture', () => {
    const places = [...chart.matchAll(/<text[^>]* x="([\d.]+)" y="([\d.]+)">([^<]*)</g)];
    const height = Number(chart.match(/viewBox="0 0 720 (\d+)"/)?.[1]);
    expect(places.length).toBeGreaterThan(50);
    // A character of 12 px is at most 8 px wide, and half of a centered text is on each side of its place.
    const outside = places.filter(
      ([tag, x, y, content = '']) =>
        Number(x) + (tag?.includes('"end"') ? 4 : 8) * content.length > 740 || Number(y) > height,
    );
    expect(outside.map(([tag]) => tag)).toEqual([]);
  });
});
