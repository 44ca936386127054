/** @file What is told of Gradscape and of what it runs on: line by line, and as the text that is copied into a report. */
import { m } from '../language/generated/messages.js';
import type { Made } from '../state/about.ts';
import { bytesText } from './bytes-text.ts';

export interface AboutLine {
  readonly name: string;
  readonly text: string;
}

const NUMERICS: Readonly<Record<string, () => string>> = { relaxed: m.about_fast, strict: m.about_strict };

export function aboutLines({ about, isolated, numerics, revectorized, threads, threadsMost, memoryMost }: Made): readonly AboutLine[] {
  return [
    { name: m.about_version(), text: about.version },
    ...about.parts.map(([name, text]) => ({ name, text })),
    { name: m.about_system(), text: about.system },
    { name: m.about_isolated(), text: isolated ? m.about_isolated_yes() : m.about_isolated_no() },
    { name: m.about_threads(), text: m.about_threads_of({ count: threads, most: threadsMost }) },
    { name: m.about_numerics(), text: (NUMERICS[numerics] ?? m.about_not_ready)() },
    { name: m.about_vectors(), text: revectorized ? m.about_vectors_256() : m.about_vectors_128() },
    { name: m.about_memory(), text: m.about_memory_most({ bytes: bytesText(memoryMost) }) },
    { name: m.about_licence(), text: 'MIT' },
  ];
}

/** What this browser has no way to do, each in a sentence; nothing of the desktop window. */
export function lacksOf({ saveInPlace, reopen, stayAwake, notify, logFile }: Made['can']): readonly string[] {
  return [
    ...(saveInPlace ? [] : [m.lacks_save()]),
    ...(reopen ? [] : [m.lacks_reopen()]),
    ...(stayAwake ? [] : [m.lacks_awake()]),
    ...(notify === 'no' ? [m.lacks_notify()] : []),
    ...(logFile ? [] : [m.lacks_log()]),
  ];
}

export function aboutText(made: Made): string {
  const lacks = lacksOf(made.can);
  return [
    m.app_name(),
    ...aboutLines(made).map(({ name, text }) => `${name}: ${text}`),
    ...(lacks.length > 0 ? [`${m.about_here()}:`, ...lacks.map((lack) => `- ${lack}`)] : []),
    '',
  ].join('\n');
}
