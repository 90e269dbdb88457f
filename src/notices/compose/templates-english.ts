import type { Templates } from './template.ts';

/** THE English texts of notices. SMS keep to letters of GSM-7, to fit one segment. */
export const ENGLISH: Templates = {
  'call-received': {
    subject: '{hotline}: call from {caller}',
    body: 'A call from {caller} came in on {hotline} on {at}.',
    sms: '{hotline}: call from {caller}, {at}.',
  },
  'missed-call': {
    subject: '{hotline}: missed call from {caller}',
    body: 'Nobody took the call of {caller} on {hotline} on {at}.\n{ending}\n\nThey are waiting to be called back:\n{link}',
    sms: '{hotline}: missed call from {caller}, {at}. Please call back. {link}',
  },
  voicemail: {
    subject: '{hotline}: voice message from {caller}',
    body: '{caller} left a message on {hotline} on {at} ({seconds} s). It is attached to this mail.\n\nListen online (a link of your own, which expires):\n{link}',
    sms: '{hotline}: voice message from {caller}, {at} ({seconds} s). {link}',
  },
  'voicemail-unfetched': {
    subject: '{hotline}: voice message from {caller}, without its sound',
    body: '{caller} left a message on {hotline} on {at} ({seconds} s). Its sound could not be fetched from Asterisk, and is not attached. Vigie goes on trying; once it is there, another mail brings it.\n\nThe call:\n{link}',
    sms: '{hotline}: {caller} left a message, {at}. Its sound is not there yet. Please call back.',
  },
  'call-taken': {
    subject: '{hotline}: {person} took the call of {caller}',
    body: '{person} took the call of {caller} on {hotline} on {at}. There is nothing for you to do.',
    sms: '{hotline}: {person} took the call of {caller}.',
  },
  escalated: {
    subject: '{hotline}: the call of {caller} has reached you',
    body: 'The call of {caller} on {hotline}, which came in on {at}, was taken by nobody and is ringing you now.\nRung before: {tried}.',
    sms: '{hotline}: nobody took the call of {caller}, it is ringing you. Rung before: {tried}',
  },
  'caller-left': {
    subject: '{hotline}: {caller} hung up',
    body: '{caller}, who called {hotline} on {at}, hung up before you took the call.',
    sms: '{hotline}: {caller} hung up before you took the call ({at}).',
  },
  'duty-reminder': {
    subject: 'On call for {schedule} from {from}: please confirm',
    body: 'You are on call for {schedule} from {from} to {to}.\n\nConfirm that you can be reached:\n{link}\n\nUnless you confirm, your supervisor will be told.',
    sms: 'On call for {schedule} {from} to {to}. Confirm: {link}{reply}',
  },
  'duty-unconfirmed': {
    subject: 'On call for {schedule}: {person} has not confirmed',
    body: '{person} has not confirmed being on call for {schedule} from {from} to {to}.\nStanding by: {next}.',
    sms: 'On call for {schedule} from {from}: {person} has not confirmed.',
  },
  'duty-stand-by': {
    subject: 'On call for {schedule}: please stand by',
    body: '{person} has not confirmed being on call for {schedule} from {from} to {to}. You are next: calls may reach you.',
    sms: 'On call for {schedule} from {from}: {person} has not confirmed, you are next.',
  },
  'duty-declined': {
    subject: 'On call for {schedule}: {person} cannot',
    body: '{person} says that they cannot be on call for {schedule} from {from} to {to}.\nNext in line: {next}.\n\nUnless somebody replaces them, calls will reach the next in line.',
    sms: 'On call for {schedule} from {from}: {person} cannot. Next in line: {next}.',
  },
  'answer-confirmed': {
    subject: 'Confirmed: on call for {schedule}',
    body: 'Confirmed: you are on call for {schedule} from {from} to {to}.',
    sms: 'Confirmed: on call for {schedule} {from} to {to}. Thank you.',
  },
  'answer-declined': {
    subject: 'Noted: you cannot be on call for {schedule}',
    body: 'Noted: you cannot be on call for {schedule} from {from} to {to}. Your supervisor is told.',
    sms: 'Noted: you cannot be on call for {schedule} {from} to {to}. Your supervisor is told.',
  },
  'answer-unclear': {
    subject: 'Your answer was not understood',
    body: '{nothing}\nTo confirm being on call for {schedule} from {from}, answer OK; if you cannot, NO.',
    sms: '{nothing}\nTo confirm being on call for {schedule} from {from}, answer OK; if you cannot, NO.',
  },
  'duty-began': {
    subject: 'You are on call for {schedule} until {to}',
    body: 'Your duty for {schedule} began on {from}. It lasts until {to}.',
    sms: 'You are on call for {schedule} until {to}.',
  },
  'planning-changed': {
    subject: 'Schedule {schedule}: your duties have changed',
    body: '{person} published or changed the schedule {schedule}, and it concerns you.\n\nSee and acknowledge:\n{link}',
    sms: 'Schedule {schedule}: your duties have changed. {link}',
  },
  'swap-proposed': {
    subject: 'Schedule {schedule}: {person} offers you a duty',
    body: '{person} asks you to take their duty for {schedule} from {from} to {to}.\n\nAnswer:\n{link}',
    sms: '{person} offers you the duty {schedule} {from} to {to}. {link}',
  },
  'swap-accepted': {
    subject: 'Schedule {schedule}: {person} takes your duty',
    body: '{person} takes your duty for {schedule} from {from} to {to}.',
    sms: '{person} takes your duty for {schedule} {from} to {to}.',
  },
  'gap-ahead': {
    subject: 'Schedule {schedule}: nobody from {from} to {to}',
    body: 'Nobody is on call for {schedule} from {from} to {to}.',
    sms: 'Nobody is on call for {schedule} {from} to {to}.',
  },
  'person-unreachable': {
    subject: '{person} is on call and cannot be reached',
    body: '{person} is on call, but {reason}.\nNot registered: {phones}.',
    sms: '{person} is on call, but {reason}.',
  },
  'person-unreachable-soon': {
    subject: 'On call from {from}: your phone is not registered',
    body: 'You are on call from {from}, and as it stands no call could reach you.\nNot registered: {phones}.',
    sms: 'On call from {from}, and no call could reach you. Not registered: {phones}.',
  },
  'person-reachable': {
    subject: '{person} can be reached again',
    body: '{person}, who is on call, can be reached again since {at}.',
    sms: '{person}, on call, can be reached again ({at}).',
  },
  trouble: {
    subject: 'Alert: {subject}',
    body: '{subject}, since {at}.\nDetail: {detail}',
    sms: 'Vigie, alert: {subject} ({at}).',
  },
  'trouble-over': {
    subject: 'Over: {subject}',
    body: 'The alert is over since {at}: {subject}.',
    sms: 'Vigie, alert over: {subject} ({at}).',
  },
  'task-opened': {
    subject: '{hotline}: call {caller} back',
    body: 'The call of {caller} on {hotline} of {at} is yours.\n\n{link}',
    sms: '{hotline}: call {caller} back (call of {at}). {link}',
  },
  'task-escalated': {
    subject: '{hotline}: {caller} is still waiting',
    body: 'Nobody has seen to the call of {caller} on {hotline} of {at}.\nIt was with: {person}.\n\nTake it over:\n{link}',
    sms: '{hotline}: {caller} is still waiting (call of {at}). Over to you. {link}',
  },
  'caller-again': {
    subject: '{hotline}: {caller} called again',
    body: '{caller}, whom you are seeing to, called {hotline} again on {at}.',
    sms: '{hotline}: {caller}, whom you are seeing to, called again ({at}).',
  },
};
