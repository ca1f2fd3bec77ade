// Makes the Teams app package: fills the placeholders, validates everything, writes the zip.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { filesOf, validate } from './validate.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const usage = `Usage: npm --prefix manifest run package -- --bot-id <guid> --app-id <guid> --domain <host>

  --bot-id     the bot registration's application id (Bot:AppId)
  --app-id     the Teams app's own id: any GUID, the same one for every later version
  --domain     where the bot answers, such as bot.example.org

  --graph-app-id  the app registration that asks Microsoft Graph (Graph:Level 1 or 2); adding the app to a team then
                  consents to reading its members. Leave it out at level 0, and where the bot's id is a managed identity's:
                  Teams refuses to install an app with consent for one
  --read-back     also asks for ChannelMessage.Read.Group: after a breakdown the bot looks in the channel whether its message
                  arrived. Teams then sends the bot all messages of the team's channels; it looks at none that is not meant
                  for it. Takes --graph-app-id

  --developer  who publishes the app, at most 32 characters   (default: the domain)
  --website    an https page with support                     (default: https://<domain>/)
  --privacy    an https page about privacy                    (default: https://<domain>/privacy)
  --terms      an https page with the terms of use            (default: https://<domain>/terms)

  --source     the folder of manifest.json                    (default: ${here})
  --out        the package                                    (default: <source>/build/community-bot.zip)
`;

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const host = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

function readOptions(args) {
  const names = ['bot-id', 'app-id', 'domain', 'graph-app-id', 'developer', 'website', 'privacy', 'terms', 'source', 'out'];
  const options = Object.fromEntries(names.map(name => [name, { type: 'string' }]));
  const { values } = parseArgs({ args, options: { ...options, 'read-back': { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return null;
  for (const name of ['bot-id', 'app-id'])
    if (!guid.test(values[name] ?? '')) throw new Error(`--${name} must be a GUID, not ${JSON.stringify(values[name])}`);
  if (!host.test(values.domain ?? ''))
    throw new Error(`--domain must be a host name such as bot.example.org (no https://, port, path or *), not ${JSON.stringify(values.domain)}`);
  if ('graph-app-id' in values && !guid.test(values['graph-app-id'])) throw new Error(`--graph-app-id must be a GUID, not ${JSON.stringify(values['graph-app-id'])}`);
  if (values['read-back'] && !('graph-app-id' in values)) throw new Error('--read-back takes --graph-app-id: Graph is asked as that registration');
  for (const name of ['website', 'privacy', 'terms'])
    if (name in values && !isHttps(values[name])) throw new Error(`--${name} must be an https address, not ${JSON.stringify(values[name])}`);
  return values;
}

function isHttps(text) {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

function valuesOf(options) {
  return {
    TEAMS_APP_ID: options['app-id'].toLowerCase(),
    BOT_ID: options['bot-id'].toLowerCase(),
    BOT_DOMAIN: options.domain.toLowerCase(),
    DEVELOPER_NAME: options.developer ?? options.domain.slice(0, 32),
    WEBSITE_URL: options.website ?? `https://${options.domain}/`,
    PRIVACY_URL: options.privacy ?? `https://${options.domain}/privacy`,
    TERMS_URL: options.terms ?? `https://${options.domain}/terms`,
  };
}

/** Replaces ${{NAME}} in every text of the manifest. An unknown name stays, and validation refuses it. */
function fill(node, values) {
  if (typeof node === 'string') return node.replace(/\$\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);
  if (Array.isArray(node)) return node.map(item => fill(item, values));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value, values)]));
}

/** Consent of a team's owner to what Graph may tell the bot about that team: who is in it and in its channels, and, if wanted, what stands there. */
function withConsent(manifest, graphAppId, readBack) {
  if (!graphAppId) return manifest;
  const names = ['TeamMember.Read.Group', 'ChannelMember.Read.Group', ...readBack ? ['ChannelMessage.Read.Group'] : []];
  const permission = name => ({ name, type: 'Application' });
  return {
    ...manifest,
    webApplicationInfo: { id: graphAppId.toLowerCase(), resource: 'https://RscBasedStoreApp' },
    authorization: { permissions: { resourceSpecific: names.map(permission) } },
  };
}

/** Flat, in a fixed order and with a fixed date: the same input makes the same bytes. */
async function pack(manifest, source) {
  const entries = { 'manifest.json': Buffer.from(JSON.stringify(manifest, null, 2)) };
  for (const file of filesOf(manifest)) entries[file] = await readFile(join(source, file));
  return zipSync(entries, { mtime: new Date(2000, 0, 1) });
}

let options;
try {
  options = readOptions(process.argv.slice(2));
} catch (problem) {
  console.error(`${problem.message}\n\n${usage}`);
  process.exit(2);
}
if (options === null) {
  console.log(usage);
  process.exit(0);
}

try {
  const source = resolve(options.source ?? here);
  const out = resolve(options.out ?? join(source, 'build', 'community-bot.zip'));
  const manifest = withConsent(fill(JSON.parse(await readFile(join(source, 'manifest.json'), 'utf8')), valuesOf(options)), options['graph-app-id'], options['read-back']);
  const errors = await validate(manifest, source);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, await pack(manifest, source));
  console.log(`${out}: ${manifest.name.short} ${manifest.version}, manifest ${manifest.manifestVersion}, valid`);
  for (const [name, url] of Object.entries(manifest.developer).filter(([name]) => name.endsWith('Url'))) console.log(`  ${name} ${url}`);
} catch (problem) {
  console.error(problem.message);
  process.exit(1);
}
