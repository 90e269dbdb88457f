import { alarmsPart } from '../deliveries/alarms.ts';
import { deliveriesList } from '../deliveries/deliveries-list.ts';
import { deliveriesPage, deliveryHtml, deliveryPage, sendAgain } from '../deliveries/deliveries-pages.ts';
import { guarded, type Route } from '../gate.ts';
import { listFiles } from '../tables/list-files.ts';

/** What people were told. */
export const DELIVERIES_ROUTES: readonly Route[] = [
  guarded('get', '/deliveries', 'notices.see', deliveriesPage),
  ...listFiles('/deliveries.', 'notices.see', deliveriesList),
  guarded('get', '/deliveries/:notice', 'notices.see', deliveryPage),
  guarded('get', '/deliveries/:notice/html', 'notices.see', deliveryHtml),
  guarded('post', '/deliveries/:notice/again', 'notices.send', sendAgain),
  guarded('get', '/alarms', 'notices.see', alarmsPart),
];
