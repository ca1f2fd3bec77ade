// A bot on the Bot Framework SDK for JavaScript. On any message it uses every connector call that the simulator offers and answers with
// what it got. Run with the simulator's settings in the environment; the port it listens on is its first line of output.
'use strict';
const http = require('node:http');
const { createRequire } = require('node:module');
const sdk = createRequire(process.cwd() + '/')('botbuilder');
const { APP_ID, TENANT, SECRET, AUTHORITY, METADATA } = process.env;
const scope = 'https://api.botframework.com';

// The SDK's own credentials refuse an authority on http, so the form is posted here; header and audience are the SDK's.
async function accessToken() {
  const answer = await fetch(`${AUTHORITY}/${TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: APP_ID, client_secret: SECRET, scope: `${scope}/.default` }),
  });
  return (await answer.json()).access_token;
}

const credentials = {
  isValidAppId: async (appId) => appId === APP_ID,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    async signRequest(request) {
      request.headers.set('Authorization', `Bearer ${await accessToken()}`);
      return request;
    },
  }),
};

const adapter = new sdk.CloudAdapter(new sdk.ConfigurationBotFrameworkAuthentication({
  ValidateAuthority: 'true',
  ToChannelFromBotLoginUrl: `${AUTHORITY}/${TENANT}`,
  ToChannelFromBotOAuthScope: scope,
  ToBotFromChannelTokenIssuer: scope,
  ToBotFromChannelOpenIdMetadataUrl: METADATA,
  OAuthUrl: AUTHORITY,
  CallerId: 'urn:botframework:azure',
}, credentials));

async function everyCall(context) {
  const { activity } = context;
  const sent = await context.sendActivity('sent');
  await context.updateActivity({ id: sent.id, type: 'message', text: 'updated' });
  const passing = await context.sendActivity('passing');
  await context.deleteActivity(passing.id);

  const first = await sdk.TeamsInfo.getPagedMembers(context, 50);
  const second = await sdk.TeamsInfo.getPagedMembers(context, 50, first.continuationToken);
  const one = await sdk.TeamsInfo.getMember(context, activity.from.id);
  const team = await sdk.TeamsInfo.getTeamDetails(context);
  const channels = await sdk.TeamsInfo.getTeamChannels(context);
  const [thread] = await sdk.TeamsInfo.sendMessageToTeamsChannel(context, { type: 'message', text: 'thread' }, activity.channelData.channel.id, APP_ID);
  const client = context.turnState.get(context.adapter.ConnectorClientKey);
  const chat = await client.conversations.createConversation({ isGroup: false, members: [{ id: activity.from.id }], tenantId: TENANT });

  await context.sendActivity(JSON.stringify({
    sent: sent.id,
    pages: [first.members.length, second.members.length, second.continuationToken ?? null],
    one: [one.name, one.aadObjectId, one.userRole],
    team: [team.name, team.aadGroupId, team.memberCount],
    channels: channels.map((channel) => channel.name ?? null),
    thread: thread.conversation.id,
    chat: chat.id,
  }));
}

const server = http.createServer(async (request, response) => {
  let text = '';
  for await (const part of request) text += part;
  request.body = JSON.parse(text);
  response.status = (code) => { response.statusCode = code; return response; };
  response.header = (name, value) => response.setHeader(name, value);
  response.send = (body) => response.write(typeof body === 'string' ? body : JSON.stringify(body));
  await adapter.process(request, response, everyCall);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
