/** @file From settings as they were written to every setting present and valid, or findings that say what is wrong. */
import type { Finding } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import { accept } from './accept.ts';
import type { Layer } from './layer.ts';
import type { SettingTable, ValuesOf } from './setting.ts';

export interface Resolved {
  /** A setting that is wrong has its default here, so that the rest can still be checked. */
  readonly values: ValuesOf<SettingTable>;
  /** False if a wrong setting may decide a shape, which then is not known. */
  readonly shaped: boolean;
}

/** `who` is the node the settings belong to: its id for the place, its name for the sentence. */
export function resolveSettings(
  layer: Layer,
  given: Readonly<Record<string, unknown>>,
  who: { node: string; name: string },
  findings: Finding[],
): Resolved {
  const values: Record<string, unknown> = {};
  let shaped = true;
  const unknown = Object.keys(given).filter((setting) => !Object.hasOwn(layer.settings, setting));

  for (const [setting, domain] of Object.entries(layer.settings)) {
    values[setting] = domain.default;
    // absent and undefined are one: neither survives being saved
    if (!Object.hasOwn(given, setting) || given[setting] === undefined) continue;
    const answer = accept(domain, given[setting]);
    if (answer.accepted) {
      values[setting] = answer.value;
      unknown.push(...answer.ignored.map((field) => `${setting}.${field}`));
      continue;
    }
    const { at, got, expectation } = answer;
    const numbers = { ...expectation, name: who.name, setting: setting + at, got };
    findings.push(finding('setting_invalid', { node: who.node, setting }, numbers));
    if (domain.kind === 'integer' || domain.kind === 'shape') shaped = false;
  }

  for (const setting of unknown)
    findings.push(finding('setting_unknown', { node: who.node, setting }, { name: who.name, layer: layer.name, setting }));
  return { values: values as ValuesOf<SettingTable>, shaped };
}
