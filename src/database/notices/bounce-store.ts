import type { DeadAddress } from '../../notices/address-proofs.ts';
import type { Queryable } from '../database.ts';
import { writeDomainEvent } from './domain-events.ts';

/** Nothing is sent there any more, and the person's supervisors are told; said of an address that is dead already, nothing. */
export async function markAddressDead(
  db: Queryable,
  personId: string,
  { address, since, said }: DeadAddress,
): Promise<void> {
  const inserted = await db
    .insertInto('dead_addresses')
    .values({ person_id: personId, address, since, said })
    .onConflict((conflict) => conflict.columns(['person_id', 'address']).doNothing())
    .executeTakeFirst();
  if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 0) return;
  await writeDomainEvent(db, { kind: 'address-dead', personId, address, said }, since);
}

/** It was proved, so something arrives. */
export async function markAddressAlive(db: Queryable, personId: string, address: string): Promise<void> {
  await db
    .deleteFrom('dead_addresses')
    .where((where) => where.and({ person_id: personId, address }))
    .execute();
}

/** Of those that are in use: what was changed since is nobody's trouble any more. */
export async function deadAddressesOf(db: Queryable, personId: string): Promise<readonly DeadAddress[]> {
  const rows = await db
    .selectFrom('dead_addresses')
    .selectAll()
    .where('person_id', '=', personId)
    .where((where) =>
      where.or([
        where('address', 'in', (query) =>
          query.selectFrom('accounts').select('email').where('person_id', '=', personId),
        ),
        where('address', 'in', (query) =>
          query
            .selectFrom('notice_addresses')
            .select((select) => select.ref('email').$notNull().as('email'))
            .where('person_id', '=', personId)
            .where('email', 'is not', null),
        ),
      ]),
    )
    .orderBy('since')
    .execute();
  return rows.map(({ address, since, said }) => ({ address, since, said }));
}
