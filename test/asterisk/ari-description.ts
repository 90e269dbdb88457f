type Operation = readonly [
  method: string,
  path: string,
  name: string,
  answer: string,
  query?: readonly string[],
];

const OPERATIONS: Readonly<Record<string, readonly Operation[]>> = {
  channels: [
    [
      'POST',
      '/channels',
      'originate',
      'Channel',
      ['endpoint', 'app', 'channelId', 'timeout', 'callerId', 'originator'],
    ],
    ['GET', '/channels/{channelId}', 'get', 'Channel'],
    ['DELETE', '/channels/{channelId}', 'hangup', 'void', ['reason']],
    ['POST', '/channels/{channelId}/answer', 'answer', 'void'],
    ['POST', '/channels/{channelId}/continue', 'continueInDialplan', 'void'],
    ['POST', '/channels/{channelId}/play/{playbackId}', 'playWithId', 'Playback', ['media', 'lang']],
  ],
  bridges: [
    ['POST', '/bridges/{bridgeId}', 'createWithId', 'Bridge', ['type']],
    ['POST', '/bridges/{bridgeId}/addChannel', 'addChannel', 'void', ['channel']],
    ['DELETE', '/bridges/{bridgeId}', 'destroy', 'void'],
  ],
  applications: [['PUT', '/applications/{applicationName}/eventFilter', 'filter', 'Application']],
  recordings: [['GET', '/recordings/stored/{recordingName}/file', 'getStoredFile', 'binary']],
  events: [['POST', '/events/user/{eventName}', 'userEvent', 'void', ['application']]],
  asterisk: [['POST', '/asterisk/variable', 'setGlobalVar', 'void', ['variable', 'value']]],
};

/** Names of the parameters that are sent as the body. */
const BODIES: Readonly<Record<string, string>> = { filter: 'filter', userEvent: 'variables' };

const EVENTS_DESCRIBED = ['StasisStart', 'StasisEnd', 'ChannelDestroyed', 'ChannelDtmfReceived', 'Dial'];

/** A small Swagger 1.1 description of ARI: what ari-client reads before it can do anything. */
export function ariDescription(basePath: string, file: string): object | null {
  if (file === 'resources.json') {
    const apis = Object.keys(OPERATIONS).map((name) => ({ path: `/api-docs/${name}.{format}` }));
    return { apiVersion: '1', swaggerVersion: '1.1', basePath, apis };
  }
  const name = file.replace(/\.json$/, '');
  const operations = OPERATIONS[name];
  if (!operations) return null;
  return {
    basePath,
    resourcePath: `/api-docs/${name}.{format}`,
    apis: operations.map(describe),
    models:
      name === 'events' ? Object.fromEntries(EVENTS_DESCRIBED.map((type) => [type, eventModel(type)])) : {},
  };
}

function describe([httpMethod, path, nickname, responseClass, query = []]: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    paramType: 'path',
    required: true,
    dataType: 'string',
  }));
  const inQuery = query.map((name) => ({ name, paramType: 'query', required: false, dataType: 'string' }));
  const body = BODIES[nickname];
  const inBody = body === undefined ? [] : [{ name: body, paramType: 'body', dataType: 'object' }];
  return {
    path,
    operations: [{ httpMethod, nickname, responseClass, parameters: [...inPath, ...inQuery, ...inBody] }],
  };
}

function eventModel(id: string): object {
  return { id, properties: { type: { type: 'string' }, channel: { type: 'Channel' } } };
}
