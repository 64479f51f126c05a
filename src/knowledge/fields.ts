import { z } from 'zod';
import { isDate, isDay } from '../dates.ts';

/** The id of an entry, a source or an origin. */
export const Slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens, such as tianwen-2');

/** A date in the subset of EDTF that `dates.ts` reads. */
export const When = z
  .string()
  .refine(isDate, 'expected a date that exists: 2027, 2027-11, 2025-05-28, 2025-05-28T17:31Z, 2028~ or 2028/2035');

/** One whole day, `YYYY-MM-DD`. */
export const Day = z.string().refine(isDay, 'expected a day that exists, YYYY-MM-DD');
