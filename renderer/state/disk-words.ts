/** @file What a browser says of files and of its storage, by the names of its errors, in the language that is spoken now. */
import { m } from '../language/generated/messages.js';
import { errorText } from './finding-words.ts';

const OF_FILES: Readonly<Record<string, () => string>> = {
  QuotaExceededError: m.disk_no_room,
  NotFoundError: m.disk_not_there,
  NotAllowedError: m.disk_not_allowed,
  NoModificationAllowedError: m.disk_no_changes,
  NotReadableError: m.disk_not_readable,
};

const OF_STORAGE: Readonly<Record<string, () => string>> = {
  BlockedError: m.storage_blocked,
  VersionError: m.storage_newer,
};

/** Why a file could not be read or written; of any other error what it says. */
export function fileErrorText(error: unknown): string {
  return wordsOf(OF_FILES, error);
}

/** Why nothing can be kept in the browser. */
export function storageErrorText(error: unknown): string {
  return wordsOf(OF_STORAGE, error);
}

function wordsOf(sentences: Readonly<Record<string, () => string>>, error: unknown): string {
  const sentence = error instanceof DOMException && Object.hasOwn(sentences, error.name) ? sentences[error.name] : undefined;
  return sentence ? sentence() : errorText(error);
}
