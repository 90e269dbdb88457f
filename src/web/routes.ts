import type { Route } from './gate.ts';
import type { LiveStreams } from './now/live-stream.ts';
import { ACCESS_ROUTES } from './routes/access-routes.ts';
import { ACCOUNT_ROUTES } from './routes/account-routes.ts';
import { CALLS_ROUTES } from './routes/calls-routes.ts';
import { DELIVERIES_ROUTES } from './routes/deliveries-routes.ts';
import { HOTLINES_ROUTES } from './routes/hotlines-routes.ts';
import { LABOUR_ROUTES } from './routes/labour-routes.ts';
import { MY_ROUTES } from './routes/my-routes.ts';
import { nowRoutes } from './routes/now-routes.ts';
import { PEOPLE_ROUTES } from './routes/people-routes.ts';
import { PLANNING_ROUTES } from './routes/planning-routes.ts';
import { SETTINGS_ROUTES } from './routes/settings-routes.ts';
import { STATISTICS_ROUTES } from './routes/statistics-routes.ts';
import { TASKS_ROUTES } from './routes/tasks-routes.ts';

/**
 * Every route, with who may: a file a family of pages. `/health` and the assets, which are for everybody, are in
 * site.ts.
 */
export function createRoutes(streams: () => LiveStreams): readonly Route[] {
  return [
    ...ACCESS_ROUTES,
    ...nowRoutes(streams),
    ...CALLS_ROUTES,
    ...STATISTICS_ROUTES,
    ...TASKS_ROUTES,
    ...LABOUR_ROUTES,
    ...DELIVERIES_ROUTES,
    ...MY_ROUTES,
    ...PLANNING_ROUTES,
    ...PEOPLE_ROUTES,
    ...HOTLINES_ROUTES,
    ...SETTINGS_ROUTES,
    ...ACCOUNT_ROUTES,
  ];
}
