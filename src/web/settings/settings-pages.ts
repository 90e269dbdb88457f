import { type Kept, RETENTION_SETTINGS } from '../../domain/installation/retention.ts';
import { listEndpoints } from '../phones/endpoint-list.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { installationShown, testCallsShown, testNumbers } from './installation.ts';

export async function settingsPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t, now } = context;
  const { homeCountry, allowedCountries } = dependencies.numberingPlan;
  const health = await dependencies.health();
  const { rows } = t.settings;
  const readAt = dependencies.endpoints.readAt();
  return {
    kind: 'page',
    view: 'settings/settings',
    title: t.settings.title,
    data: {
      rows: [
        [rows.timeZone, dependencies.timeZone, 'VIGIE_TIME_ZONE'],
        [rows.homeCountry, homeCountry, 'VIGIE_HOME_COUNTRY'],
        [rows.countries, allowedCountries.join(', '), 'VIGIE_DIAL_COUNTRIES'],
        [rows.publicUrl, dependencies.publicUrl ?? t.settings.notSet, 'VIGIE_PUBLIC_URL'],
        [rows.proxies, String(dependencies.trustedProxies), 'VIGIE_TRUST_PROXY'],
      ],
      retention: retentionShown(context),
      health,
      installation: installationShown(context),
      testCalls: testCallsShown(context),
      testNumbers: await testNumbers(context),
      asteriskUrl: dependencies.asteriskUrl,
      version: dependencies.endpoints.version(),
      readAge: readAt === null ? null : now - readAt,
      endpoints: await listEndpoints(context),
      proofAge: health.lastProofAt === null ? null : now - Date.parse(health.lastProofAt),
    },
  };
}

/** What is erased when, by which setting, and why. */
function retentionShown({ dependencies, t }: MemberContext) {
  const { what, days, reasons } = t.settings.retention;
  return (Object.keys(RETENTION_SETTINGS) as Kept[]).map((kept) => ({
    what: what[kept],
    days: days(dependencies.retention[kept]),
    why: reasons[kept],
    variable: RETENTION_SETTINGS[kept],
  }));
}
