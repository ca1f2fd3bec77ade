// What must hold before a package is made: the published schemas, and what they cannot say.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const published = join(dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest')), 'json-schemas', 'teams');
// unicodeRegExp: the published schema of translations holds a pattern that is none with the flag u.
const ajv = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }));
const iconSizes = { color: 192, outline: 32, color32x32: 32 };

/** Every file beside the manifest that the package holds. */
export function filesOf(manifest) {
  return [...Object.values(manifest.icons ?? {}), ...translationsOf(manifest).map(translation => translation.file)];
}

/** What is wrong, one sentence each; empty when all is well. */
export async function validate(manifest, source) {
  const errors = [
    ...await schemaErrors('manifest.json', manifest, manifest, 'MicrosoftTeams.schema.json'),
    ...placeholderErrors(manifest),
    ...nameErrors(manifest),
  ];
  for (const { file } of translationsOf(manifest)) errors.push(...await translationErrors(manifest, source, file));
  for (const [icon, file] of Object.entries(manifest.icons ?? {})) errors.push(...await iconErrors(source, icon, file));
  return errors;
}

function translationsOf(manifest) {
  return manifest.localizationInfo?.additionalLanguages ?? [];
}

async function schemaErrors(file, document, manifest, schemaFile) {
  let schema;
  try {
    schema = JSON.parse(await readFile(join(published, `v${manifest.manifestVersion}`, schemaFile), 'utf8'));
  } catch {
    return [`${file}: no published schema for manifestVersion ${JSON.stringify(manifest.manifestVersion)}`];
  }
  const check = ajv.compile(schema);
  const errors = check(document) ? [] : check.errors.map(error => `${file}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  if (!document.$schema?.endsWith(`/v${manifest.manifestVersion}/${schemaFile}`)) errors.push(`${file}: $schema is not of version ${manifest.manifestVersion}`);
  return errors;
}

function placeholderErrors(manifest) {
  return [...JSON.stringify(manifest).matchAll(/\$\{\{.*?\}\}/g)].map(([found]) => `manifest.json: nothing fills ${found}`);
}

/** The Teams store refuses an app whose name holds a Microsoft product name. */
function nameErrors(manifest) {
  return /teams|microsoft/i.test(manifest.name?.short ?? '') ? ['manifest.json: name.short holds a Microsoft product name'] : [];
}

async function translationErrors(manifest, source, file) {
  let translation;
  try {
    translation = JSON.parse(await readFile(join(source, file), 'utf8'));
  } catch (problem) {
    return [`${file}: ${problem.message}`];
  }
  const { $schema, ...texts } = translation;
  const wanted = textsOf(manifest);
  return [
    ...await schemaErrors(file, translation, manifest, 'MicrosoftTeams.Localization.schema.json'),
    ...wanted.filter(key => !texts[key]?.trim()).map(key => `${file}: no text for ${key}`),
    ...Object.keys(texts).filter(key => !wanted.includes(key)).map(key => `${file}: ${key} stands nowhere in the manifest`),
  ];
}

/** The keys of every text that a person reads. The schema asks for three of them only. */
function textsOf(manifest) {
  const commands = (manifest.bots ?? []).flatMap((bot, b) => (bot.commandLists ?? []).flatMap((list, l) => list.commands.flatMap((_, c) =>
    ['title', 'description'].map(part => `bots[${b}].commandLists[${l}].commands[${c}].${part}`))));
  return [...['name', 'description'].flatMap(part => Object.keys(manifest[part] ?? {}).map(key => `${part}.${key}`)), ...commands];
}

async function iconErrors(source, icon, file) {
  let bytes;
  try {
    bytes = await readFile(join(source, file));
  } catch {
    return [`${basename(file)}: missing (icons.${icon})`];
  }
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return [`${basename(file)}: not a PNG`];
  const [width, height, size] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), iconSizes[icon]];
  return width === size && height === size ? [] : [`${basename(file)}: ${width} × ${height} pixels, not ${size} × ${size}`];
}
