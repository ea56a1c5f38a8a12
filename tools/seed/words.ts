import { checkWords } from './check-words.ts';
import authorWords from './words/authors.json';
import baby from './words/baby.json';
import beauty from './words/beauty.json';
import books from './words/books.json';
import digital from './words/digital.json';
import fashion from './words/fashion.json';
import food from './words/food.json';
import home from './words/home.json';
import household from './words/household.json';
import kitchen from './words/kitchen.json';
import nouns from './words/nouns-by-shape.json';
import pets from './words/pets.json';
import reviews from './words/reviews.json';
import spellingRows from './words/spellings.json';
import sports from './words/sports.json';
import stationery from './words/stationery.json';
import toys from './words/toys.json';
import { Authors, Department, NounsByShape, SharedReviewWords, Spellings } from './words-schema.ts';

/** The departments in the order of the menu. */
export const departments: readonly Department[] = Object.entries({
  fashion,
  beauty,
  baby,
  food,
  kitchen,
  household,
  home,
  digital,
  sports,
  books,
  toys,
  stationery,
  pets,
}).map(([name, data]) => checkWords(`${name}.json`, Department, data));

/** The nouns that each shape pictures. */
export const nounsByShape = checkWords('nouns-by-shape.json', NounsByShape, nouns);

/** Parts of names of people who write reviews. */
export const authors = checkWords('authors.json', Authors, authorWords);

/** Words of reviews for products of any kind. */
export const reviewWords = checkWords('reviews.json', SharedReviewWords, reviews);

/** Rows of spellings of the same word. */
export const spellings = checkWords('spellings.json', Spellings, spellingRows);
