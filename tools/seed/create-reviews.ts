import type { Place, Product, Rating, Review } from './catalogue-types.ts';
import { fillTemplate } from './fill-template.ts';
import type { Random } from './random.ts';
import type { ReviewShare } from './share-reviews.ts';
import { authors, reviewWords } from './words.ts';
import type { ReviewWords } from './words-schema.ts';

type Reviewed = ReviewShare & { product: Product; place: Place; kind: string };
type Tone = keyof ReviewWords;

/** The evening before the day of the reference page. */
const lastMoment = Date.parse('2019-05-14T23:00:00+09:00');
const firstId = 700_000_001;

export function createReviews(random: Random, products: readonly Reviewed[]): Review[] {
  const reviews = products.flatMap((reviewed) =>
    reviewed.ratings.map((rating, index) => ({
      id: '',
      productId: reviewed.product.id,
      rating,
      ...(reviewed.written?.[index] ?? write(random, reviewed, rating)),
      author: `${random.pick(authors.surnames)}*${random.pick(authors.lastSyllables)}`,
      createdAt: toMoment(random, reviewed.product.createdAt),
    })),
  );
  reviews.forEach((review, index) => {
    review.id = String(firstId + index);
  });
  return reviews;
}

function write(random: Random, { product, place, kind }: Reviewed, rating: Rating) {
  const tone = rating >= 4 ? 'good' : rating === 3 ? 'fair' : 'bad';
  const slot = (name: string) => (name === 'kind' ? kind : product.brand);
  const sentences = [
    ...(random.chance(0.35) ? [random.pick(reviewWords.openings[tone])] : []),
    ...describe(random, place, tone),
    ...(random.chance(0.3) ? [random.pick(toDelivery(product)[tone])] : []),
    ...(random.chance(0.3) ? [random.pick(reviewWords.closings[tone])] : []),
  ].slice(0, 4);
  return {
    title: fillTemplate(random.pick(reviewWords.titles[tone]), slot),
    body: fillTemplate(sentences.join(' '), slot),
  };
}

/** Prefers words about this kind of thing over words about its department. */
function describe(random: Random, { department, group, leaf }: Place, tone: Tone): string[] {
  const near = [...(leaf.reviews?.[tone] ?? []), ...(group.reviews?.[tone] ?? [])];
  const far = random.pick(department.reviews[tone]);
  if (near.length === 0 || random.chance(0.35)) return [far];
  return random.chance(0.35) ? [random.pick(near), far] : [random.pick(near)];
}

function toDelivery({ badges }: Product): ReviewWords {
  if (badges.includes('rocket')) return reviewWords.delivery.rocket;
  return badges.includes('rocket-overseas') ? reviewWords.delivery.overseas : reviewWords.delivery.plain;
}

function toMoment(random: Random, from: number) {
  return from + 1000 * Math.floor(((1 - random.next()) * (lastMoment - from)) / 1000);
}
