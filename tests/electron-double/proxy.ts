/**
 * @file Where everything goes that a page asks for: to the app, which lets it pass or not, and answers what is of its own scheme. Nothing else is
 * answered by anybody: no request leaves this machine.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appAddress, browserAddress } from './addresses.ts';
import { answerOf } from './protocol.ts';
import { defaultSession } from './session.ts';

/** Whom a browser asks by itself, whatever its switches are; no app and no page of it has asked. */
const MAKERS = /(^|\.)(google|googleapis|gvt1|gstatic)\.com$/;

const passes = async (url: string, method: string): Promise<boolean> =>
  URL.canParse(url) && !MAKERS.test(new URL(url).hostname) && (await defaultSession.webRequest.passes(url, method));

async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = appAddress(asked.url ?? '');
  const method = asked.method ?? 'GET';
  const answered = (await passes(url, method)) ? await answerOf(new Request(url, { method, headers: asked.headers as HeadersInit })) : null;
  if (!answered) return void asked.socket.destroy();
  const headers = Object.fromEntries(answered.headers);
  if (headers.location) headers.location = browserAddress(new URL(headers.location, url).href);
  response.writeHead(answered.status, headers);
  response.end(answered.body === null ? undefined : Buffer.from(await answered.arrayBuffer()));
}

/** @returns its port on this machine */
export async function startProxy(): Promise<number> {
  const server = createServer((asked, response) => {
    answer(asked, response).catch((error: unknown) => {
      console.error(error);
      asked.socket.destroy();
    });
  });
  server.on('connect', (asked, socket) => {
    const { host } = new URL(`https://${asked.url}`);
    void passes(`https://${host}/`, 'GET').then(() => socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return (server.address() as AddressInfo).port;
}
