import { inBoth } from '../messages/in-both.ts';

/** Drafts and what was published. */
export const DRAFT = inBoth(
  {
    draftsHint:
      'A draft is a planning in preparation: it binds nobody until it is published, and is compared with what is in force.',
    noDraft: 'No draft',
    isDraft: 'Draft',
    isPublished: 'Published',
    publishedAt: 'Published on',
    publishedWho: 'Published by',
    beginDraft: 'Begin a draft',
    beginDo: 'Begin',
    draftName: 'What to call it',
    draft: (name: string) => `Draft: ${name}`,
    draftOf: 'A draft. Nothing here counts until it is published.',
    differences: 'What would change, for whom',
    noDifference: 'Nothing: this is what is in force.',
    changes: { added: 'has more', removed: 'has no more', changed: 'is changed' },
    was: (before: string) => `was ${before}`,
    to: 'to',
    leavesGaps: 'Nobody would be on duty:',
    dropsOverrides: (count: number) =>
      count === 1
        ? '1 replacement would replace nobody any more, and go.'
        : `${count} replacements would replace nobody any more, and go.`,
    publish: 'Publish',
    publishHint: 'From now, or from a later time: what lies before stays as it is.',
    publishFrom: 'From',
    publishNow: 'Empty: now.',
    reason: 'Reason',
    reasonHint: 'Kept with the publication.',
    publishDo: 'Publish this planning',
    force: 'Publish all the same',
    movedDraft: 'Others changed the planning of this period since the draft was begun.',
    discard: 'Give the draft up',
    published: 'Published so far',
    publishedBy: (name: string, when: string) => `${name}, ${when}`,
  },
  {
    draftsHint:
      'Un brouillon est un planning en préparation : il n’engage personne avant d’être publié, et se compare à ce qui est en vigueur.',
    noDraft: 'Aucun brouillon',
    isDraft: 'Brouillon',
    isPublished: 'Publié',
    publishedAt: 'Publié le',
    publishedWho: 'Publié par',
    beginDraft: 'Commencer un brouillon',
    beginDo: 'Commencer',
    draftName: 'Comment l’appeler',
    draft: (name: string) => `Brouillon : ${name}`,
    draftOf: 'Un brouillon. Rien ici ne compte avant publication.',
    differences: 'Ce qui changerait, pour qui',
    noDifference: 'Rien : c’est ce qui est en vigueur.',
    changes: { added: 'a en plus', removed: 'n’a plus', changed: 'voit changer' },
    was: (before: string) => `au lieu de ${before}`,
    to: 'à',
    leavesGaps: 'Personne ne serait d’astreinte :',
    dropsOverrides: (count: number) =>
      count === 1
        ? '1 remplacement ne remplacerait plus personne, et disparaîtrait.'
        : `${count} remplacements ne remplaceraient plus personne, et disparaîtraient.`,
    publish: 'Publier',
    publishHint: 'Dès maintenant, ou à partir d’un moment à venir : ce qui précède reste tel quel.',
    publishFrom: 'À partir de',
    publishNow: 'Vide : maintenant.',
    reason: 'Motif',
    reasonHint: 'Gardé avec la publication.',
    publishDo: 'Publier ce planning',
    force: 'Publier quand même',
    movedDraft: 'D’autres ont modifié le planning de cette période depuis le début du brouillon.',
    discard: 'Abandonner le brouillon',
    published: 'Publié jusqu’ici',
    publishedBy: (name: string, when: string) => `${name}, ${when}`,
  },
);
