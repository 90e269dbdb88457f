import { type Instant, SECOND } from '../../runtime/instant.ts';

/** Nobody has their phone dialled all night by a button; who sets a dozen phones up has them dialled one after the other. */
const OF_ONE_NUMBER = { most: 4, withinSeconds: 300 };
const BY_ONE_PERSON = { most: 20, withinSeconds: 600 };

/** How often phones may be tried. In memory: after a restart the counting begins anew. */
export function createTrying() {
  const tries: { readonly address: string; readonly by: string; readonly at: Instant }[] = [];

  function isTooMany(
    of: readonly { readonly at: Instant }[],
    limit: typeof OF_ONE_NUMBER,
    now: Instant,
  ): boolean {
    return of.filter(({ at }) => at > now - limit.withinSeconds * SECOND).length >= limit.most;
  }

  return {
    /** Counts the try when it may be made. */
    mayTry(address: string, by: string, now: Instant): boolean {
      const longest = Math.max(OF_ONE_NUMBER.withinSeconds, BY_ONE_PERSON.withinSeconds) * SECOND;
      while (tries[0] && tries[0].at <= now - longest) tries.shift();
      const ofNumber = tries.filter((one) => one.address === address);
      const byPerson = tries.filter((one) => one.by === by);
      if (isTooMany(ofNumber, OF_ONE_NUMBER, now) || isTooMany(byPerson, BY_ONE_PERSON, now)) return false;
      tries.push({ address, by, at: now });
      return true;
    },
  };
}
