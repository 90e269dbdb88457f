import type { PersonalData } from '../../domain/privacy/personal-data.ts';
import type { ErasureProblem } from '../../privacy/personal-record.ts';
import { inBoth } from '../messages/in-both.ts';

interface Told {
  readonly what: string;
  readonly why: string;
  readonly seenBy: string;
}
type Kinds = Readonly<Record<PersonalData, Told>>;
type Problems = Readonly<Record<ErasureProblem, string>>;

const KINDS_EN: Kinds = {
  card: {
    what: 'Name, languages, skills, teams, telephones, e-mail, payroll number, working hours',
    why: 'Without them nobody can be dialled or told (GDPR, art. 6.1 b).',
    seenBy: 'You, your team, supervisors and administrators; telephones as on the card.',
  },
  account: {
    what: 'Log-ins: browsers and their addresses, passkeys, calendar feeds. Passwords and codes only as hashes',
    why: 'So that nobody else gets in (GDPR, art. 32).',
    seenBy: 'You alone.',
  },
  absences: {
    what: 'Absences: from, to, where they came from, the note',
    why: 'Whoever is away is not on duty. Past duty could not be told without them.',
    seenBy: 'You, your colleagues on the planning without the note, supervisors.',
  },
  duty: {
    what: 'Duty, planned and past, replacements, swaps, when you were told and said that you know',
    why: 'The planning itself, the proof of notice (L3121-12, R3121-3), and hours (R3121-2).',
    seenBy: 'Everybody who sees plannings.',
  },
  calls: {
    what: 'Calls that rang you: when, which telephone, whether you took it, for how long. Conversations are not recorded',
    why: 'Callers must reach somebody; interventions are proved by them (L3171-4).',
    seenBy: 'You, supervisors, administrators.',
  },
  tasks: {
    what: 'What you wrote and did about tasks and in log books, messages that you heard',
    why: 'The next on duty must know what was done.',
    seenBy: 'Whoever serves the hotline.',
  },
  notices: {
    what: 'What you were told, by which way, and whether it arrived',
    why: 'Proof that you were told of your duty (D3171-16).',
    seenBy: 'Supervisors and administrators.',
  },
  interventions: {
    what: 'Interventions: times, travel, place, the reason that you gave, who validated, each correction',
    why: 'Working time has to be counted, reliably and so that it cannot be falsified (L3171-4).',
    seenBy: 'You, the supervisors of your team, administrators.',
  },
  statements: {
    what: 'Monthly statements with their PDF',
    why: 'They are owed to you and to the inspector (R3121-2, D3171-16); pay can be claimed for three years (L3245-1).',
    seenBy: 'You, the supervisors of your team, administrators.',
  },
  audit: {
    what: 'What you changed in Vigie, and when you logged in',
    why: 'Who changed a planning must be provable (Civil Code, art. 2224; GDPR, art. 32).',
    seenBy: 'Administrators.',
  },
};

const KINDS_FR: Kinds = {
  card: {
    what: 'Nom, langues, compétences, équipes, téléphones, e-mail, matricule de paie, horaires de travail',
    why: 'Sans eux, personne ne peut être appelé ni prévenu (RGPD, art. 6.1 b).',
    seenBy:
      'Vous, votre équipe, les superviseurs et les administrateurs ; les téléphones comme sur la fiche.',
  },
  account: {
    what: 'Connexions : navigateurs et leurs adresses, clés d’accès, flux d’agenda. Mots de passe et codes sous forme d’empreintes seulement',
    why: 'Pour que personne d’autre n’entre (RGPD, art. 32).',
    seenBy: 'Vous seul.',
  },
  absences: {
    what: 'Absences : du, au, leur origine, la note',
    why: 'Qui est absent n’est pas d’astreinte. Sans elles, l’astreinte passée ne se retrouve plus.',
    seenBy: 'Vous, vos collègues sur le planning sans la note, les superviseurs.',
  },
  duty: {
    what: 'Astreintes prévues et passées, remplacements, échanges, quand vous avez été informé et en avez pris connaissance',
    why: 'Le planning lui-même, la preuve du délai de prévenance (L3121-12, R3121-3) et les heures (R3121-2).',
    seenBy: 'Toutes les personnes qui voient les plannings.',
  },
  calls: {
    what: 'Appels qui ont sonné chez vous : quand, quel téléphone, si vous avez pris l’appel, sa durée. Les conversations ne sont pas enregistrées',
    why: 'Les appelants doivent joindre quelqu’un ; ils prouvent les interventions (L3171-4).',
    seenBy: 'Vous, les superviseurs, les administrateurs.',
  },
  tasks: {
    what: 'Ce que vous avez écrit et fait pour des tâches et dans la main courante, les messages que vous avez écoutés',
    why: 'La personne d’astreinte suivante doit savoir ce qui a été fait.',
    seenBy: 'Les personnes qui assurent la ligne.',
  },
  notices: {
    what: 'Ce dont vous avez été avisé, par quel moyen, et si c’est arrivé',
    why: 'Preuve que vous avez été informé de votre astreinte (D3171-16).',
    seenBy: 'Superviseurs et administrateurs.',
  },
  interventions: {
    what: 'Interventions : heures, trajet, lieu, le motif que vous avez donné, qui les a validées, chaque correction',
    why: 'Le temps de travail se décompte de façon fiable et infalsifiable (L3171-4).',
    seenBy: 'Vous, les superviseurs de votre équipe, les administrateurs.',
  },
  statements: {
    what: 'Relevés mensuels avec leur PDF',
    why: 'Ils vous sont dus, et à l’inspection du travail (R3121-2, D3171-16) ; le salaire peut être réclamé pendant trois ans (L3245-1).',
    seenBy: 'Vous, les superviseurs de votre équipe, les administrateurs.',
  },
  audit: {
    what: 'Ce que vous avez changé dans Vigie, et vos connexions',
    why: 'Qui a changé un planning doit pouvoir être prouvé (Code civil, art. 2224 ; RGPD, art. 32).',
    seenBy: 'Administrateurs.',
  },
};

const PROBLEMS_EN: Problems = {
  'duty-to-come':
    'They still have duty to come, or take part in a rotation. Say on their card and in the rotation when they leave, and give their duty to somebody else.',
  'in-a-chain': 'An escalation chain rings them by name. Take them out of it first.',
};
const PROBLEMS_FR: Problems = {
  'duty-to-come':
    'Cette personne a encore des astreintes à venir, ou participe à un roulement. Indiquez son départ sur sa fiche et dans le roulement, et confiez ses astreintes à quelqu’un d’autre.',
  'in-a-chain': 'Une chaîne d’escalade l’appelle par son nom. Retirez-la d’abord de la chaîne.',
};

/** What is recorded of a person: the page, the model notes, and erasing. */
export const PRIVACY = inBoth(
  {
    mine: 'What Vigie records of you',
    ofPerson: (name: string) => `What Vigie records of ${name}`,
    lead: 'What is kept, why, for how long and who sees it. Nothing else is recorded, and nobody listens to conversations.',
    open: 'What is recorded of them',
    openMine: 'See what is recorded, or download it',
    mineText: 'What, why, how long, who sees it – and all of it as a file.',
    what: 'What',
    why: 'Why',
    howLong: 'How long',
    seenBy: 'Who sees it',
    entries: 'Entries now',
    kept: {
      'while-here': 'As long as you are here',
      'as-history': 'As long as the planning: hours and fair shares are reckoned from it',
    },
    file: 'Download everything',
    fileHint: 'One file (JSON) that people and programs can read. Passwords and secrets are not in it.',
    notes: 'Model notes',
    notesText: 'With the figures that hold here, to be printed and completed.',
    staff: 'Note for staff',
    council: 'Note for the works council',
    private:
      'For a private call from an on-call telephone, dial it as usual: Vigie knows only of calls to the hotline.',
    rights:
      'You may see all of it, have it corrected, and have it erased after you leave, except what the law has us keep. Ask your administrator; you may turn to the CNIL.',
    erase: 'Erase on request',
    eraseTitle: (name: string) => `Erase ${name}?`,
    eraseText:
      'For whoever has left and asks for it. Card, telephones, log-in, notices and calendars go. Duty, calls and interventions stay under a name that says nothing, so that sums stay as they were. This cannot be undone.',
    eraseStays:
      'Closed statements, the audit and the bare entries of interventions stay until their time is over: the law asks for them (GDPR, art. 17.3 b).',
    eraseDo: 'Erase for good',
    problems: PROBLEMS_EN,
    notYourself: 'Somebody else has to erase you.',
    kinds: KINDS_EN,
    note: {
      staff: {
        title: 'Note to staff: on-call duty with Vigie',
        paragraphs: [
          '[Employer] uses Vigie to have calls to its on-call number answered by whoever is on duty. Under article L1222-4 of the Labour Code, nothing that concerns you personally may be collected by a means that you were not told of beforehand: here is what is recorded.',
          'Vigie notes which calls rang you, when you took one and when it ended, because an intervention is working time (L3121-9) and has to be counted in a way that is reliable and cannot be falsified (L3171-4). You complete each intervention yourself (travel, place, reason); corrections are added, and nothing is overwritten.',
          'Conversations are neither recorded nor listened to. There is no tracking of places. Private calls do not go through Vigie.',
          'You find what is recorded of you, at any time, under Account → What Vigie records of you, and can download it.',
        ],
        sign: 'Given on [date], to [name], signature:',
      },
      council: {
        title: 'Note to the works council: information and consultation on Vigie',
        paragraphs: [
          '[Employer] plans to use Vigie for its on-call duty. It records working time during interventions; the council is therefore informed and consulted beforehand (L2312-38), and on how on-call duty is organised and compensated where there is no agreement (L3121-12).',
          'Purpose: that callers reach whoever is on duty; that rest (L3131-1, L3132-2), notice (L3121-12) and compensation are kept; that the monthly statement (R3121-2) is made. It is not used to assess people.',
          'Each year the council receives the number of people on call and the hours of interventions (yearly figures under Rest and pay).',
          'The software runs on the employer’s own machines. No data leaves them but by the mail and SMS services that the employer chose: [names].',
        ],
        sign: 'Put on the agenda of the meeting of [date]. Opinion of the council:',
      },
    },
  },
  {
    mine: 'Ce que Vigie enregistre sur vous',
    ofPerson: (name) => `Ce que Vigie enregistre sur ${name}`,
    lead: 'Ce qui est conservé, pourquoi, combien de temps et qui le voit. Rien d’autre n’est enregistré, et personne n’écoute les conversations.',
    open: 'Ce qui est enregistré sur cette personne',
    openMine: 'Voir ce qui est enregistré, ou le télécharger',
    mineText: 'Quoi, pourquoi, combien de temps, qui le voit – et le tout en un fichier.',
    what: 'Quoi',
    why: 'Pourquoi',
    howLong: 'Combien de temps',
    seenBy: 'Qui le voit',
    entries: 'Entrées',
    kept: {
      'while-here': 'Tant que vous êtes là',
      'as-history': 'Autant que le planning : les heures et l’équité en sont calculées',
    },
    file: 'Tout télécharger',
    fileHint:
      'Un fichier (JSON) lisible par les personnes et les programmes. Mots de passe et secrets n’y sont pas.',
    notes: 'Notes types',
    notesText: 'Avec les durées en vigueur ici, à imprimer et à compléter.',
    staff: 'Note au personnel',
    council: 'Note au comité social et économique',
    private:
      'Pour un appel privé depuis un téléphone d’astreinte, appelez comme d’habitude : Vigie ne connaît que les appels à la ligne.',
    rights:
      'Vous pouvez tout consulter, faire corriger, et faire effacer après votre départ, sauf ce que la loi impose de garder. Adressez-vous à votre administrateur ; vous pouvez saisir la CNIL.',
    erase: 'Effacer sur demande',
    eraseTitle: (name) => `Effacer ${name} ?`,
    eraseText:
      'Pour qui est parti et le demande. Fiche, téléphones, connexion, avis et agendas disparaissent. Astreintes, appels et interventions restent sous un nom qui ne dit rien, pour que les totaux ne changent pas. C’est définitif.',
    eraseStays:
      'Les relevés clôturés, le journal des changements et les entrées nues du registre restent jusqu’à leur terme : la loi les impose (RGPD, art. 17.3 b).',
    eraseDo: 'Effacer définitivement',
    problems: PROBLEMS_FR,
    notYourself: 'C’est à quelqu’un d’autre de vous effacer.',
    kinds: KINDS_FR,
    note: {
      staff: {
        title: 'Note au personnel : les astreintes avec Vigie',
        paragraphs: [
          '[Employeur] utilise Vigie pour que les appels à son numéro d’astreinte parviennent à la personne d’astreinte. Selon l’article L1222-4 du Code du travail, aucune information vous concernant personnellement ne peut être collectée par un dispositif qui n’a pas été porté préalablement à votre connaissance : voici ce qui est enregistré.',
          'Vigie note quels appels ont sonné chez vous, quand vous en avez pris un et quand il s’est terminé, car l’intervention est un temps de travail effectif (L3121-9), décompté de façon fiable et infalsifiable (L3171-4). Vous complétez vous-même chaque intervention (trajet, lieu, motif) ; les corrections s’ajoutent, rien n’est écrasé.',
          'Les conversations ne sont ni enregistrées ni écoutées. Il n’y a pas de géolocalisation. Les appels privés ne passent pas par Vigie.',
          'Vous trouvez à tout moment ce qui est enregistré sur vous, dans Compte → Ce que Vigie enregistre sur vous, et pouvez le télécharger.',
        ],
        sign: 'Remise le [date], à [nom], signature :',
      },
      council: {
        title: 'Note au CSE : information et consultation sur Vigie',
        paragraphs: [
          '[Employeur] projette d’utiliser Vigie pour ses astreintes. L’outil enregistre le temps de travail des interventions ; le comité est donc informé et consulté préalablement (L2312-38), ainsi que sur l’organisation et la compensation des astreintes à défaut d’accord (L3121-12).',
          'Finalités : que les appelants joignent la personne d’astreinte ; que les repos (L3131-1, L3132-2), le délai de prévenance (L3121-12) et les compensations soient respectés ; que le relevé mensuel (R3121-2) soit établi. Il ne sert pas à évaluer les personnes.',
          'Chaque année, le comité reçoit le nombre de salariés concernés par des astreintes et le volume d’heures d’intervention (chiffres annuels, sous Repos et paie).',
          'Le logiciel fonctionne sur les machines de l’employeur. Aucune donnée n’en sort, sinon par les services de courriel et de SMS que l’employeur a choisis : [noms].',
        ],
        sign: 'Inscrite à l’ordre du jour de la réunion du [date]. Avis du comité :',
      },
    },
  },
);
