import { baby } from './baby.ts';
import { beauty } from './beauty.ts';
import { books } from './books.ts';
import type { Department } from './department.ts';
import { digital } from './digital.ts';
import { fashion } from './fashion.ts';
import { food } from './food.ts';
import { home } from './home.ts';
import { household } from './household.ts';
import { kitchen } from './kitchen.ts';
import { pets } from './pets.ts';
import { sports } from './sports.ts';
import { stationery } from './stationery.ts';
import { toys } from './toys.ts';

/** In the order of the menu. */
export const departments: readonly Department[] = [
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
];
