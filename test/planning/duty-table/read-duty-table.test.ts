import { describe, expect, it } from 'vitest';
import { readDutyTable } from '../../../src/planning/duty-table/read-duty-table.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const isSomebody = (name: string) => ['Mia Roux', 'Otto Blanc'].includes(name);
const read = (text: string) =>
  readDutyTable(text, 'UTC', isSomebody).map(({ who, startAt, endAt }) => [who, startAt, endAt]);
const MIA = ['Mia Roux', at('2027-01-04T08:00'), at('2027-01-11T08:00')];

describe('a table of duties', () => {
  it.each([
    ['pasted cells', 'Qui\tDébut\tFin\nMia Roux\t04/01/2027 08:00\t11/01/2027 08:00\n'],
    ['a French CSV file', '\u{feff}Début;Fin;Nom\r\n04/01/2027 08:00;11/01/2027 08:00;"Mia Roux"\r\n'],
    ['days and times apart', '04/01/2027,08:00,11/01/2027,8h00,Mia Roux'],
    ['days as machines write them', 'Mia Roux,2027-01-04T08:00:00,2027-01-11 08:00'],
    [
      'days as in the United States',
      'Mia Roux,01/04/2027 08:00,01/11/2027 08:00\nOtto,01/25/2027 08:00,01/26/2027 08:00',
    ],
  ])('%s', (_, text) => {
    expect(read(text)[0]).toEqual(MIA);
  });

  it('days without times are whole ones, the last included', () => {
    expect(read('Mia Roux;04/01/2027;10/01/2027\nOtto Blanc;11/01/2027')).toEqual([
      ['Mia Roux', at('2027-01-04T00:00'), at('2027-01-11T00:00')],
      ['Otto Blanc', at('2027-01-11T00:00'), at('2027-01-12T00:00')],
    ]);
  });

  it('what is not understood stays, with the line that it stands on', () => {
    expect(
      readDutyTable('Who,From,To\n\nMia,31/02/2027,soon\nOtto,04/01/2027 08:00,', 'UTC', isSomebody),
    ).toEqual([
      { line: 3, who: 'Mia', startAt: null, endAt: null },
      { line: 4, who: 'Otto', startAt: at('2027-01-04T08:00'), endAt: null },
    ]);
  });

  it('a day that is not understood is nobody, though it stands before the name', () => {
    expect(read('Quand;Qui\n04/01/2027;Mia Roux\n99/99/2027;Otto Blanc\n05/01/2027;Zoe').at(1)).toEqual([
      'Otto Blanc',
      null,
      null,
    ]);
  });

  it('a first line that names somebody is theirs, though its day is not understood', () => {
    expect(read('Mia Roux;yesterday\nOtto Blanc;2027-01-11')[0]).toEqual(['Mia Roux', null, null]);
  });
});
