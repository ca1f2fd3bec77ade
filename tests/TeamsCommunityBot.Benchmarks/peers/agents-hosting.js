// Echo on the Microsoft 365 Agents SDK for JavaScript, authentication off (no client id).
const express = require('express');
const { CloudAdapter, authorizeJWT, getAuthConfigWithDefaults } = require('@microsoft/agents-hosting');
const listen = require('./listen');

const configuration = getAuthConfigWithDefaults({});
const adapter = new CloudAdapter(configuration);
const app = express();
app.use(express.json());
app.post('/api/messages', authorizeJWT(configuration), (request, response) =>
  adapter.process(request, response, async turn => {
    if (turn.activity.type === 'message') await turn.sendActivity(`You said: ${turn.activity.text}`);
  }));
listen(app);
