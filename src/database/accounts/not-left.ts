import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Instant } from '../../runtime/instant.ts';
import type { Tables } from '../tables/tables.ts';

/** Of a query that has `people`: those whose last day is not over. What was given to the others opens nothing. */
export function notLeft(now: Instant) {
  return (where: ExpressionBuilder<Tables, 'people'>): Expression<SqlBool> =>
    where.or([where('people.leaves_at', 'is', null), where('people.leaves_at', '>', now)]);
}
