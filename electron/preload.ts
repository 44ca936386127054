/** @file The bridge, as the page sees it. Fixed verbs only: the page gets no way to name a channel, and no path ever reaches it. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHANNELS, FILE_DROPPED, FILE_GIVEN, NOTICES, type GradscapeBridge, type ShellFile } from './bridge.ts';

const asking = Object.fromEntries(
  Object.entries(CHANNELS).map(([verb, channel]) => [verb, (...sent: unknown[]) => ipcRenderer.invoke(channel, ...sent)]),
) as unknown as Pick<GradscapeBridge, keyof typeof CHANNELS>;

const bridge: GradscapeBridge = {
  ...asking,
  fileDropped: (file) => ipcRenderer.invoke(FILE_DROPPED, webUtils.getPathForFile(file)),
  leaveWork: () => ipcRenderer.send(NOTICES.leaveWork),
  setTitle: (title) => ipcRenderer.send(NOTICES.setTitle, title),
  setUnsaved: (unsaved) => ipcRenderer.send(NOTICES.setUnsaved, unsaved),
  onOpenFile(listener) {
    ipcRenderer.on(FILE_GIVEN, (_event, file: ShellFile) => listener(file));
    ipcRenderer.send(NOTICES.listening);
  },
};

contextBridge.exposeInMainWorld('gradscape', bridge);
