import { cardMark, cardNumbers, vCard } from '../../planning/hotline-card.ts';
import { whoServes } from '../../planning/who-serves.ts';
import { qrCode } from '../account/qr-code.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';

/** The numbers from which somebody may be dialled; none: no hotline rings mobiles of theirs. */
export async function numbersFor({ dependencies, now }: MemberContext, personId: string) {
  const serving = await whoServes(dependencies.reader, dependencies.schedules, now);
  const hotlines = [...(await dependencies.reader.hotlines()).values()];
  return cardNumbers(hotlines.filter(({ id }) => serving.get(id)?.has(personId)));
}

/** One's own card, as a page shows it; null: there is nothing to put on it. */
export async function myCard(context: MemberContext) {
  const { actor, dependencies, t } = context;
  const numbers = await numbersFor(context, actor.personId);
  if (numbers.length === 0) return null;
  const taken = await dependencies.cards.takenBy(actor.personId);
  return {
    numbers,
    taken: taken?.numbers === cardMark(numbers),
    qr: qrCode(vCard(t.my.cardName, numbers)),
  };
}

/** Gives the card as a file, or notes that it was scanned. */
export async function takeCard(context: MemberChangeContext): Promise<Reply> {
  const { actor, dependencies, fields, now, t } = context;
  const numbers = await numbersFor(context, actor.personId);
  if (numbers.length === 0) return notFound();
  await dependencies.cards.take(actor.personId, cardMark(numbers), now);
  if (fields.text('do') !== 'download') return { kind: 'see', path: '/my', done: 'saved' };
  return {
    kind: 'own',
    answer(response) {
      response.attachment('vigie.vcf').type('text/vcard; charset=utf-8').send(vCard(t.my.cardName, numbers));
    },
  };
}
