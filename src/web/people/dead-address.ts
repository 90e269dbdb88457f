import { type MemberChangeContext, notFound, param, type Reply } from '../request-context.ts';

/** Sends a link to an address at which nothing arrived: whoever opens it there shows that mail arrives again. */
export async function proveAgain(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, language } = context;
  const personId = param(context, 'person');
  const person = (await dependencies.reader.people()).get(personId) ?? notFound();
  const { addressProofs, askForProof, recipients } = dependencies.notices;
  const [dead = notFound()] = await addressProofs.dead(personId);
  const [reader] = await recipients.of([personId]);
  const sent = await askForProof({
    ...{ personId, name: person.name, language: reader?.language ?? language },
    ...{ medium: 'email', address: dead.address },
  });
  return {
    kind: 'see',
    path: `/people/${personId}`,
    done: sent === 'asked' ? 'proof-asked' : 'proofs-too-many',
  };
}
