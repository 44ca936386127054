import type { IpcMain as ElectronIpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { Emitter, loud } from './loud.ts';
import type { Frame } from './frame.ts';
import type { WebContents } from './web-contents.ts';

type Handler = Parameters<ElectronIpcMain['handle']>[1];

export class IpcMain extends Emitter implements Pick<ElectronIpcMain, 'handle' | 'handleOnce' | 'removeHandler'> {
  protected override readonly tells = null;
  /** Under Electron's own name, for whoever speaks to a handler directly. */
  readonly _invokeHandlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this._invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this._invokeHandlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...values: unknown[]) => {
      this.removeHandler(channel);
      return handler(event, ...values) as unknown;
    });
  }

  removeHandler(channel: string): void {
    this._invokeHandlers.delete(channel);
  }

  /** A message that wants an answer. @throws Error as the page hears it */
  async invoked(sender: WebContents, senderFrame: Frame | null, channel: string, values: readonly unknown[]): Promise<unknown> {
    const wrong = (why: unknown) => new Error(`Error invoking remote method '${channel}': ${String(why)}`);
    const handler = this._invokeHandlers.get(channel);
    if (!handler) throw wrong(new Error(`No handler registered for '${channel}'`));
    try {
      return await (handler(eventOf(sender, senderFrame, { type: 'invoke' }) as unknown as IpcMainInvokeEvent, ...values) as unknown);
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      throw wrong(error);
    }
  }

  told(sender: WebContents, senderFrame: Frame | null, channel: string, values: readonly unknown[]): void {
    const reply = (on: string, ...sent: unknown[]) => (senderFrame ? senderFrame.send(on, ...sent) : undefined);
    this.emit(channel, eventOf(sender, senderFrame, { type: 'send', reply, ports: [] }) as unknown as IpcMainEvent, ...values);
  }
}

const eventOf = (sender: WebContents, senderFrame: Frame | null, more: object) =>
  loud('IpcMainEvent', { sender, senderFrame, processId: 1, frameId: senderFrame?.routingId ?? -1, ...more });

export const ipcMain: IpcMain = new IpcMain();
