// Echo on the Teams SDK for TypeScript, authentication off, its log at errors only.
const express = require('express');
const { App, ExpressAdapter } = require('@microsoft/teams.apps');
const { ConsoleLogger } = require('@microsoft/teams.common');
const listen = require('./listen');

const server = express();
const app = new App({
  httpServerAdapter: new ExpressAdapter(server),
  dangerouslyAllowUnauthenticatedRequests: true,
  logger: new ConsoleLogger('echo', { level: 'error' }),
});
app.on('message', async ({ activity, send }) => {
  await send(`You said: ${activity.text}`);
});
app.initialize().then(() => listen(server));
