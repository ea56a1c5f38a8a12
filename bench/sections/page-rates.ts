import { product } from '../../shell/pages/product.ts';
import { fragments } from '../fragments.ts';
import { measureRate } from '../load/measure-rate.ts';
import type { Target } from '../load/target.ts';
import type { Bench, Row, Section } from '../section.ts';
import { type Sample, toSample } from '../statistics.ts';

type Name = keyof typeof targets;
type Ratio = { what: string; of: Name; to: Name[]; atLeast: number };

const six = Object.values(fragments);
const productParts = Object.values(product.slots).flatMap((slot) =>
  'fragment' in slot ? [`data-fragment="${slot.fragment}"`] : [],
);

const targets = {
  hello: async (systems) => ({ url: (await systems.workerd()).urls.hello, parts: ['Hello World'] }),
  warm: async (systems) => ({ url: `${(await systems.workerd()).urls.engine}/shared/6`, parts: six }),
  anew: async (systems) => ({ url: `${(await systems.workerd()).urls.engine}/anew/6`, parts: six }),
  oneWorker: async (systems) => ({ url: (await systems.workerd()).urls['one-worker'], parts: six }),
  sixBindings: async (systems) => ({ url: (await systems.workerd()).urls['six-bindings'], parts: six }),
  podium: async (systems) => ({ url: (await systems.podium()).url, parts: six }),
  tailor: async (systems) => ({ url: (await systems.tailor()).url, parts: six }),
  product: async (systems) => ({
    url: (await systems.shop()).url,
    parts: productParts,
    never: ['data-fallback'],
  }),
  productWithCart: async (systems) => ({
    url: (await systems.shop()).url,
    headers: { cookie: (await systems.shop()).cookie },
    parts: [...productParts, (await systems.shop()).cart],
    never: ['data-fallback'],
  }),
} satisfies Record<string, (systems: Bench['systems']) => Promise<Target>>;

/** What is compared with what; of several to compare with, the best counts. */
const ratios: Record<string, Ratio> = {
  'warm-to-hello': { what: 'warm page of 6 ÷ hello world', of: 'warm', to: ['hello'], atLeast: 0.55 },
  'warm-to-peers': {
    what: 'warm page of 6 ÷ better of Podium, Tailor',
    of: 'warm',
    to: ['podium', 'tailor'],
    atLeast: 10,
  },
  'anew-to-peers': {
    what: 'all six anew ÷ better of Podium, Tailor',
    of: 'anew',
    to: ['podium', 'tailor'],
    atLeast: 1.4,
  },
  'warm-to-one-worker': {
    what: 'warm page of 6 ÷ Hono joining the six in one worker',
    of: 'warm',
    to: ['oneWorker'],
    atLeast: 0.9,
  },
  'anew-to-six-bindings': {
    what: 'all six anew ÷ Hono fetching and joining the six',
    of: 'anew',
    to: ['sixBindings'],
    atLeast: 0.9,
  },
  'product-anonymous': {
    what: 'product page, anonymous, warm ÷ hello world',
    of: 'product',
    to: ['hello'],
    atLeast: 0.4,
  },
  'product-cart': {
    what: "product page, visitor's cart anew ÷ Podium",
    of: 'productWithCart',
    to: ['podium'],
    atLeast: 1.5,
  },
};

/** Pages per second of all that is compared, taken in turns so that what disturbs the machine disturbs all alike. */
export const pageRates: Section = {
  rows: Object.keys(ratios),
  async measure({ effort, systems, progress }, wanted) {
    const asked = Object.entries(ratios).filter(([id]) => wanted(id));
    const names = [...new Set(asked.flatMap(([, { of, to }]) => [of, ...to]))];
    const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
    for (const name of names) await measureRate(await targets[name](systems), effort.warmUpSeconds);
    for (let round = 1; round <= effort.rounds; round += 1) {
      for (const name of names) {
        const { pagesPerSecond, p50, p99 } = await measureRate(await targets[name](systems), effort.seconds);
        rates.get(name)?.push(pagesPerSecond);
        const latency = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
        progress(
          `round ${round}/${effort.rounds}: ${name} ${Math.round(pagesPerSecond)} pages/s, ${latency}`,
        );
      }
    }
    const samples = new Map([...rates].map(([name, runs]) => [name, toSample(runs)]));
    return asked.map(([id, ratio]) => toRow(id, ratio, samples));
  },
};

function toRow(id: string, { what, of, to, atLeast }: Ratio, samples: Map<Name, Sample>): Row {
  const sampleOf = (name: Name) => samples.get(name) as Sample;
  const best = to.reduce((a, b) => (sampleOf(a).median >= sampleOf(b).median ? a : b));
  const perRound = sampleOf(of).runs.map((rate, round) => rate / (sampleOf(best).runs[round] as number));
  return {
    id,
    what,
    value: sampleOf(of).median / sampleOf(best).median,
    range: [Math.min(...perRound), Math.max(...perRound)],
    unit: '×',
    goal: { atLeast },
    measured: Object.fromEntries([of, ...to].map((name) => [name, sampleOf(name)])),
  };
}
