import { parentPort, workerData } from 'node:worker_threads';
import { absencesInCalendar, type ReadingOrder } from '../planning/absence-calendars/absences-in-calendar.ts';

/** The thread that `read-apart` starts: reads one calendar, and ends. */
const { text, order } = workerData as { readonly text: string; readonly order: ReadingOrder };
parentPort?.postMessage(absencesInCalendar(text, order));
