/** @file The bridge, as the page sees it. Fixed verbs only: the page gets no way to name a channel, and no path ever reaches it. */
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, type GradscapeBridge, type Reply, type ShellFile } from './bridge.ts';

const bridge: GradscapeBridge = {
  openFiles: (kind, several) => ipcRenderer.invoke(CHANNELS.openFiles, kind, several),
  saveFile: (id, suggestedName, kind, bytes) => ipcRenderer.invoke(CHANNELS.saveFile, id, suggestedName, kind, bytes),
  setTitle: (title) => ipcRenderer.send(CHANNELS.setTitle, title),
  setUnsaved: (unsaved) => ipcRenderer.send(CHANNELS.setUnsaved, unsaved),
  onOpenFile(listener) {
    ipcRenderer.on(CHANNELS.fileGiven, (_event, file: Reply<ShellFile>) => listener(file));
    ipcRenderer.send(CHANNELS.listening);
  },
};

contextBridge.exposeInMainWorld('gradscape', bridge);
