// Echo on the Bot Framework SDK for JavaScript, authentication off (no application id).
const express = require('express');
const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = require('botbuilder');
const listen = require('./listen');

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const app = express();
app.use(express.json());
app.post('/api/messages', (request, response) =>
  adapter.process(request, response, async turn => {
    if (turn.activity.type === 'message') await turn.sendActivity(`You said: ${turn.activity.text}`);
  }));
listen(app);
