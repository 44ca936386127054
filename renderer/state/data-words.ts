/** @file A data set in a few words. */
import type { DataSummary } from '../../core/session/protocol.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';

/** "6,000 / 1,000": rows to learn from, rows to judge by. */
export function splitText(data: DataSummary): string {
  const count = (rows: number) => rows.toLocaleString(language());
  return `${count(data.trainRows)} / ${count(data.validationRows)}`;
}

export function dataSentence(data: DataSummary): string {
  const counts = {
    train: data.trainRows.toLocaleString(language()),
    validation: data.validationRows.toLocaleString(language()),
    width: data.width,
  };
  return data.task === 'classification' ? m.data_classes({ ...counts, classes: data.classes.length }) : m.data_values(counts);
}
