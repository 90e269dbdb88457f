import { describe, expect, it } from 'vitest';
import { LegBook } from '../../src/asterisk/leg-book.ts';
import { type SurveyedChannel, surveyed } from '../../src/asterisk/survey.ts';

const inStasis = (id: string, app = 'vigie'): SurveyedChannel => ({
  id,
  name: `PJSIP/${id}-00000001`,
  state: 'Up',
  caller: { name: '', number: '+33612345678' },
  dialplan: { exten: '4000', app_name: 'Stasis', app_data: `${app},4000,allowed` },
});
const inDialplan = (id: string): SurveyedChannel => ({
  id,
  name: `PJSIP/${id}-00000001`,
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { exten: '4000', app_name: 'Dial', app_data: 'PJSIP/202,20' },
});
const legsOf = (channels: readonly SurveyedChannel[], book = new LegBook()) =>
  surveyed(channels, [], 'vigie', book).legs.map(({ leg }) => leg);

describe('what of Asterisk is ours', () => {
  it('legs by our names, callers inside our application, bridges of our names; nothing else', () => {
    const channels = [
      inStasis('caller'),
      inStasis('vigie-c1-1'),
      inDialplan('theirs'),
      inStasis('x', 'another-app'),
    ];
    const bridges = ['vigie-c1-b1', 'theirs'].map((id) => ({ id, channels: [] }));
    const found = surveyed(channels, bridges, 'vigie', new LegBook());
    expect(found.legs.map(({ leg }) => leg)).toEqual(['caller', 'vigie-c1-1']);
    expect(found.arrivals).toEqual([
      {
        type: 'call-arrived',
        leg: 'caller',
        dialled: '4000',
        callerNumber: '+33612345678',
        callerName: null,
      },
    ]);
    expect(found.bridges.map(({ bridge }) => bridge)).toEqual(['vigie-c1-b1']);
  });

  it('a caller whom the dead-man switch took while nothing was heard is the dialplan’s', () => {
    const book = new LegBook();
    book.add('caller', 'caller');
    expect(legsOf([inDialplan('caller')], book)).toEqual([]);
    expect(book.get('caller')).toBeUndefined();
  });

  it('a caller being given back is not ours any more, though Asterisk has not let go yet', () => {
    const book = new LegBook();
    book.add('caller', 'caller').leaving = true;
    expect(legsOf([inStasis('caller')], book)).toEqual([]);
  });

  it('a caller whose channel a transfer replaced is known by the new one', () => {
    const book = new LegBook();
    book.moveTo(book.add('caller', 'caller'), 'transferred');
    expect(legsOf([inDialplan('transferred')], book)).toEqual(['caller']);
  });
});
