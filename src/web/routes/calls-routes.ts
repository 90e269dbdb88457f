import { callAudio } from '../calls/call-audio.ts';
import { callsList } from '../calls/calls-list.ts';
import { callPage, callsPage } from '../calls/calls-pages.ts';
import { endCall, endingPage } from '../calls/end-call-pages.ts';
import { messageRemovalPage, removeMessage } from '../calls/message-pages.ts';
import { guarded, type Route } from '../gate.ts';
import { listFiles } from '../tables/list-files.ts';

/** Calls, and messages that callers left. */
export const CALLS_ROUTES: readonly Route[] = [
  guarded('get', '/calls', 'calls.see', callsPage, 'list'),
  ...listFiles('/calls.', 'calls.export', callsList),
  guarded('get', '/calls/:call', 'calls.see', callPage, 'call'),
  guarded('get', '/calls/:call/end', 'calls.end', endingPage),
  guarded('post', '/calls/:call/end', 'calls.end', endCall),
  guarded('get', '/calls/:call/messages/:recording', 'calls.listen', callAudio, 'call'),
  guarded('get', '/calls/:call/messages/:recording/delete', 'messages.delete', messageRemovalPage, 'call'),
  guarded('post', '/calls/:call/messages/:recording/delete', 'messages.delete', removeMessage, 'call'),
];
