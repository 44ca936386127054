import type { Notification as ElectronNotification, NotificationConstructorOptions } from 'electron';
import { Emitter } from './loud.ts';

export class Notification extends Emitter implements Pick<ElectronNotification, 'title' | 'body' | 'silent' | 'show' | 'close'> {
  protected override readonly tells = new Set(['action', 'click', 'close', 'failed', 'show']);
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;

  static isSupported(): boolean {
    return true;
  }

  constructor({ title = '', body = '', silent = false }: NotificationConstructorOptions = {}) {
    super();
    [this.title, this.body, this.silent] = [title, body, silent];
  }

  show(): void {
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}
