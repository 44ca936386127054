const { contextBridge, ipcRenderer, webUtils } = require('electron');

globalThis.secret = 'of the preload script';

class Shape {
  constructor() {
    this.sides = 4;
  }
  area() {
    return 1;
  }
}

let kept = null;
contextBridge.exposeInMainWorld('specimen', {
  number: 7,
  list: [1, { two: 2 }],
  shape: new Shape(),
  bytes: new Uint8Array([1, 2, 3]),
  nested: { ask: (value) => `asked ${value}` },
  invoke: (channel, ...values) => ipcRenderer.invoke(channel, ...values),
  note: (text) => ipcRenderer.send('note', text),
  onNoted: (listener) => void ipcRenderer.on('noted', (_event, text) => listener(text)),
  sum: (a, b) => a + b,
  kinds: (...values) => values.map((value) => Object.prototype.toString.call(value).slice(8, -1)),
  later: async (value) => ({ value }),
  fail() {
    throw Object.assign(new TypeError('no such thing'), { code: 'CODE' });
  },
  failLater: () => Promise.reject(Object.assign(new Error('not now'), { code: 'CODE' })),
  keep: (listener) => void (kept = listener),
  callKept: (value) => kept(value),
  same: (value) => value,
  names: () => Object.keys(globalThis).filter((name) => name === 'ofThePage' || name === 'secret'),
  pathOf: (file) => ipcRenderer.invoke('echo', webUtils.getPathForFile(file)),
});
