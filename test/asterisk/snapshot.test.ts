import { describe, expect, it } from 'vitest';
import { LegRegistry } from '../../src/asterisk/leg-registry.ts';
import { type SnapshotChannel, snapshotFrom } from '../../src/asterisk/snapshot.ts';

const inStasis = (id: string, app = 'vigie'): SnapshotChannel => ({
  id,
  name: `PJSIP/${id}-00000001`,
  state: 'Up',
  caller: { name: '', number: '+33612345678' },
  dialplan: { exten: '4000', app_name: 'Stasis', app_data: `${app},4000,allowed` },
});
const inDialplan = (id: string): SnapshotChannel => ({
  id,
  name: `PJSIP/${id}-00000001`,
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { exten: '4000', app_name: 'Dial', app_data: 'PJSIP/202,20' },
});
const legsOf = (channels: readonly SnapshotChannel[], store = new LegRegistry()) =>
  snapshotFrom(channels, [], 'vigie', store).legs.map(({ leg }) => leg);

describe('what of Asterisk is ours', () => {
  it('legs by our names, callers inside our application, bridges of our names; nothing else', () => {
    const channels = [
      inStasis('caller'),
      inStasis('vigie-c1-1'),
      inDialplan('theirs'),
      inStasis('x', 'another-app'),
    ];
    const bridges = ['vigie-c1-b1', 'theirs'].map((id) => ({ id, channels: [] }));
    const found = snapshotFrom(channels, bridges, 'vigie', new LegRegistry());
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

  it('a call placed to try a hotline is told as one; what network says of forwarding is beside it', () => {
    const tried = { ...inStasis('caller') };
    const marked = (said: string) => ({ ...tried, dialplan: { ...tried.dialplan, app_data: said } });
    const arrival = (said: string) =>
      snapshotFrom([marked(said)], [], 'vigie', new LegRegistry()).arrivals[0];
    expect(arrival('vigie,4000,allowed,,,test')).toMatchObject({ isTest: true });
    expect(arrival('vigie,4000,allowed,+33199001201,,test')).toMatchObject({
      forwardedFrom: ['+33199001201'],
      isTest: true,
    });
    expect(arrival('vigie,4000,allowed,+33199001200,,,+33199001201')).toMatchObject({
      forwardedFrom: ['+33199001200', '+33199001201'],
    });
    expect(arrival('vigie,4000,allowed,,,,4000')).not.toHaveProperty('forwardedFrom');
    // Whatever a network puts where forwarders stand is no mark.
    expect(arrival('vigie,4000,allowed,test,test')).not.toHaveProperty('isTest');
  });

  it('a caller whom the dead-man switch took while nothing was heard is the dialplan’s', () => {
    const store = new LegRegistry();
    store.add('caller', 'caller');
    expect(legsOf([inDialplan('caller')], store)).toEqual([]);
    expect(store.get('caller')).toBeUndefined();
  });

  it('a caller being given back is not ours any more, though Asterisk has not let go yet', () => {
    const store = new LegRegistry();
    store.add('caller', 'caller').leaving = true;
    expect(legsOf([inStasis('caller')], store)).toEqual([]);
  });

  it('a caller whose channel a transfer replaced is known by the new one', () => {
    const store = new LegRegistry();
    store.moveTo(store.add('caller', 'caller'), 'transferred');
    expect(legsOf([inDialplan('transferred')], store)).toEqual(['caller']);
  });

  it('a phone that transferred its call and has not hung up is not the leg any more', () => {
    const store = new LegRegistry();
    const leg = store.add('vigie-c1-1', 'dialled');
    store.moveTo(leg, 'transferred');
    expect(legsOf([inStasis('vigie-c1-1'), inDialplan('transferred')], store)).toEqual(['vigie-c1-1']);
    expect(store.get('vigie-c1-1')).toBe(leg);
  });
});
