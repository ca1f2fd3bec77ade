// Renders cards with the official library, as Teams does on the web, and reports all that it says about them.
const markdown = window.markdownit();
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text).trim();
  result.didProcess = true;
};

// The library knows the elements of version 1.5; in place of any other it shows the fallback, as a client does that is older than the element.
const isKnown = type => AdaptiveCards.GlobalRegistry.elements.findByName(type) !== undefined || AdaptiveCards.GlobalRegistry.actions.findByName(type) !== undefined;
const isNewer = node => typeof node.type === 'string' && node.fallback !== undefined && !isKnown(node.type);

// The types in a card that the library need not know, for each part of them says what stands in its place.
function replaceable(node, found = new Map()) {
  if (!node || typeof node !== 'object') return found;
  if (typeof node.type === 'string') found.set(node.type, isNewer(node) && found.get(node.type) !== false);
  Object.values(node).forEach(child => replaceable(child, found));
  return found;
}

// Every string that a person should be able to read, and the type of every part.
function wordsOf(node, words = []) {
  if (Array.isArray(node)) node.forEach(child => wordsOf(child, words));
  else if (node && typeof node === 'object' && isNewer(node)) wordsOf(node.fallback, words);
  else if (node && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'data' || key === 'fallback') continue;
      const isWord = typeof value === 'string' && (['text', 'title', 'label'].includes(key) || (key === 'value' && node.type === undefined && !isChoice(node)));
      if (isWord) words.push(value);
      else wordsOf(value, words);
    }
  }
  return words;
}

// A choice and a fact are alike; the choices of a list are told by where they stand.
const choices = new WeakSet();
const isChoice = node => choices.has(node);
function markChoices(node) {
  if (!node || typeof node !== 'object') return;
  if (Array.isArray(node.choices)) node.choices.forEach(choice => choices.add(choice));
  Object.values(node).forEach(markChoices);
}

// The empty fact or button is read as nothing; spaces are as HTML has them.
const squeezed = text => text.replace(/\s+/g, ' ').trim();

function show(name, json, config) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = config;
  card.onExecuteAction = () => { };
  // The library tests every language with one regular expression that remembers where it stopped, and so refuses every second card.
  AdaptiveCards.CardElement.langProperty.regEx.lastIndex = 0;
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  card.parse(json, context);
  const problems = [];
  // Teams fills a list of people (choices.data) on cards of any version; the library knows it from 1.6 on.
  const complaints = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message).filter(message => !message.startsWith('Property "choices.data"'));
  const types = replaceable(json);
  const isExpected = message => types.get(/^Unknown (?:element|action) type "([^"]+)"\. Fallback will be used if present\.$/.exec(message)?.[1]) === true;
  for (const message of complaints.filter(message => !isExpected(message))) problems.push('parse: ' + message);
  for (const event of card.validateProperties().validationEvents) problems.push('validation: ' + event.message);

  const article = document.createElement('article');
  article.id = name;
  article.lang = json.lang;
  article.setAttribute('aria-label', name);
  document.querySelector('main').append(article);
  const element = card.render();
  if (!element) return [...problems, 'not rendered'];
  article.append(element);

  markChoices(json);
  // What a list offers as somebody types stands in values, not in text.
  const offered = [...article.querySelectorAll('datalist option')].map(option => option.value);
  const shown = squeezed([article.textContent, ...offered].join(' '));
  for (const word of wordsOf(json)) if (!shown.includes(squeezed(word))) problems.push('not shown as written: ' + word);
  for (const made of article.querySelectorAll('.ac-textBlock :not(p, span)')) problems.push(`made of text: <${made.localName}>`);
  for (const part of article.querySelectorAll('div, p, button')) if (part.scrollWidth > part.clientWidth + 1) problems.push(`wider than its place: ${part.className || part.localName}`);
  return problems;
}

window.showCards = (cards, config) => Object.fromEntries(cards.map(({ name, json }) => [name, show(name, json, new AdaptiveCards.HostConfig(config))]));

// The library ties the label to every input but the list that filters as somebody types; Teams' own client ties that one too.
const isLibrarysOwn = (rule, node) => rule.id === 'label' && document.querySelector(node.target[0])?.hasAttribute('list');

window.findBarriers = async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
  .flatMap(rule => rule.nodes.filter(node => !isLibrarysOwn(rule, node)).map(node => `${rule.id}: ${rule.help} (${node.target.join(' ')}) ${node.failureSummary}`));
