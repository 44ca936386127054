/** @file The bridge, as the page sees it. Fixed verbs only: the page gets no way to name a channel, and no path ever reaches it. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  CHANNELS,
  FILE_DROPPED,
  FILE_GIVEN,
  FILE_TAKEN,
  LISTENING,
  MENU_CHOSEN,
  NOTICES,
  SAVE_ANSWERED,
  SAVE_ASKED,
  type GradscapeBridge,
  type ShellFile,
} from './bridge.ts';

const asking = Object.fromEntries(
  Object.entries(CHANNELS).map(([verb, channel]) => [verb, (...sent: unknown[]) => ipcRenderer.invoke(channel, ...sent)]),
) as unknown as Pick<GradscapeBridge, keyof typeof CHANNELS>;

const telling = Object.fromEntries(
  Object.entries(NOTICES).map(([verb, channel]) => [verb, (...sent: unknown[]) => ipcRenderer.send(channel, ...sent)]),
) as unknown as Pick<GradscapeBridge, keyof typeof NOTICES>;

const bridge: GradscapeBridge = {
  ...asking,
  ...telling,
  fileDropped: (file) => ipcRenderer.invoke(FILE_DROPPED, webUtils.getPathForFile(file)),
  onOpenFile(open) {
    ipcRenderer.on(FILE_GIVEN, (_event, file: ShellFile) => {
      const taken = () => ipcRenderer.send(FILE_TAKEN, file.id);
      open(file).then(taken, taken);
    });
    ipcRenderer.send(LISTENING);
  },
  onMenuChosen: (listener) => void ipcRenderer.on(MENU_CHOSEN, (_event, id: string) => listener(id)),
  onSaveAsked(save) {
    ipcRenderer.on(SAVE_ASKED, () => {
      save().then(
        (saved) => ipcRenderer.send(SAVE_ANSWERED, saved === true),
        () => ipcRenderer.send(SAVE_ANSWERED, false),
      );
    });
  },
};

contextBridge.exposeInMainWorld('gradscape', bridge);
