import { inBoth } from '../messages/in-both.ts';

/** A planning that was made elsewhere, pasted from a spreadsheet. */
export const PASTE = inBoth(
  {
    tableTitle: 'Paste a planning',
    tableHint: 'A planning from a spreadsheet becomes a draft. Nothing changes before you publish it.',
    fileTitle: 'A file',
    fileLabel: 'Spreadsheet, CSV, calendar, or export',
    fileHint:
      'Excel (xlsx), CSV, iCalendar (ics), the timeline of a schedule from Opsgenie’s API, or the final shifts of one from Grafana OnCall’s (json); up to 4 MB.',
    fileRead: 'Read the file',
    wrongFiles: {
      'file-missing': () => 'Choose a file.',
      'file-too-large': (megabytes: number) => `Files of up to ${megabytes} MB are read.`,
      'file-not-understood': () =>
        'This file is none of these, is damaged, or unpacks to more than can be read.',
    },
    tablePaste: 'The table',
    tableCells: 'Copied cells',
    tablePasteHint:
      'Copy the cells of the spreadsheet, or the text of a CSV file: a column with names, and one or two with days, with or without times.',
    tableTooLong: 'This is more than 2,000 lines. Paste a part of it.',
    tableRead: 'Read it',
    tableAgain: 'Read it again',
    tableWho: 'Who is whom',
    tableNobody: 'leave out',
    tableFound: (good: number, all: number) => `${good} of ${all} lines can be taken`,
    tableLine: 'Line',
    tableOdd: 'What is odd',
    tableUnknown: 'not known here',
    tableWrongTime: 'beginning or end not understood',
    tableNoTime: '–',
  },
  {
    tableTitle: 'Coller un planning',
    tableHint: 'Un planning venu d’un tableur devient un brouillon. Rien ne change avant sa publication.',
    fileTitle: 'Un fichier',
    fileLabel: 'Tableur, CSV, calendrier ou export',
    fileHint:
      'Excel (xlsx), CSV, iCalendar (ics), la chronologie d’un planning prise à l’API d’Opsgenie, ou les « final shifts » de celle de Grafana OnCall (json) ; 4 Mo au plus.',
    fileRead: 'Lire le fichier',
    wrongFiles: {
      'file-missing': () => 'Choisissez un fichier.',
      'file-too-large': (megabytes: number) => `Les fichiers ne doivent pas dépasser ${megabytes} Mo.`,
      'file-not-understood': () =>
        'Ce fichier n’est rien de tout cela, ou il est abîmé, ou trop gros une fois décompressé.',
    },
    tablePaste: 'Le tableau',
    tableCells: 'Cellules copiées',
    tablePasteHint:
      'Copiez les cellules du tableur, ou le texte d’un fichier CSV : une colonne de noms, et une ou deux de jours, avec ou sans heures.',
    tableTooLong: 'Cela fait plus de 2 000 lignes. Collez-en une partie.',
    tableRead: 'Lire',
    tableAgain: 'Lire à nouveau',
    tableWho: 'Qui est qui',
    tableNobody: 'laisser de côté',
    tableFound: (good: number, all: number) =>
      good < 2
        ? `${good} ligne sur ${all} peut être reprise`
        : `${good} lignes sur ${all} peuvent être reprises`,
    tableLine: 'Ligne',
    tableOdd: 'Ce qui cloche',
    tableUnknown: 'inconnu ici',
    tableWrongTime: 'début ou fin incompris',
    tableNoTime: '–',
  },
);
