/** @file The app in a browser of this machine: a server that nobody else can reach, and that has nothing but the page to give. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { HEADERS } from './headers.ts';
import { answer, refusal, type Answer, type ServedFiles } from './served-files.ts';

export interface Loopback {
  /** Such as http://127.0.0.1:41234/ */
  readonly address: string;
  close(): Promise<void>;
}

/** How long a connection may take to say what it wants, and to say something at all. In milliseconds. */
export interface Patience {
  readonly request: number;
  readonly silence: number;
}

const PATIENCE: Patience = { request: 10_000, silence: 30_000 };

/** A browser opens six; what is beyond that many windows is no person. */
const MOST_CONNECTIONS = 128;

/** Bytes of a request's line and headers. */
const LONGEST_REQUEST = 16_384;

/**
 * Serves on 127.0.0.1 only.
 * @param port 0 for any that is free
 * @throws Error in one sentence when the port cannot be had
 */
export async function serve(served: ServedFiles, port: number, patience = PATIENCE): Promise<Loopback> {
  let hosts: readonly string[] = [];
  const server = createServer({
    maxHeaderSize: LONGEST_REQUEST,
    headersTimeout: patience.request,
    requestTimeout: patience.request,
    connectionsCheckingInterval: Math.min(patience.request, 1000),
  });
  server.on('request', async (request, response) => {
    const { status, headers, body } = refusalOf(request, hosts) ?? (await answer(served, request.method!, request.url!.split('?')[0]!));
    response.writeHead(status, { ...headers, ...(hasBody(request) && { Connection: 'close' }) }).end(body ?? undefined);
  });
  // What is no request at all is told so by hand, and with the same headers.
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => hangUp(socket, STATUS[code ?? ''] ?? '400 Bad Request'));
  server.on('connect', (_request, socket) => hangUp(socket, '405 Method Not Allowed'));
  server.on('checkContinue', (_request, response) => response.writeHead(413, { ...HEADERS, Connection: 'close' }).end());
  server.on('checkExpectation', (_request, response) => response.writeHead(417, { ...HEADERS, Connection: 'close' }).end());
  server.setTimeout(patience.silence);
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => failed(new Error(whyNot(port, error))));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, listening);
  });
  const { port: actual } = server.address() as AddressInfo;
  hosts = [`127.0.0.1:${actual}`, `localhost:${actual}`];
  return {
    address: `http://127.0.0.1:${actual}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const hasBody = ({ headers }: IncomingMessage): boolean => 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) !== 0;

/** Who may not ask, or asks in a way that no browser asks for a page; null if nothing is to be said against it. */
function refusalOf(request: IncomingMessage, hosts: readonly string[]): Answer | null {
  const { headersDistinct, headers } = request;
  // Another site's name made to resolve to this machine would arrive under that name.
  const [host, ...others] = headersDistinct.host ?? [];
  if (host === undefined || others.length > 0 || !hosts.includes(host)) return refusal(403);
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return refusal(403);
  if (isFromElsewhere(request)) return refusal(403);
  // A script that stands between the page and this server would outlast them both, at this address.
  if (headers['service-worker'] !== undefined) return refusal(403);
  if (hasBody(request)) return refusal(413);
  return null;
}

/** Another site, or another server of this machine, may lead a person here by a link, and nothing else. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'none' || site === 'same-origin') return false;
  return headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document';
}

const STATUS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

function hangUp(socket: Duplex, status: string): void {
  const headers = Object.entries({ ...HEADERS, Connection: 'close', 'Content-Length': '0' });
  if (!socket.writable) return void socket.destroy();
  socket.end(`HTTP/1.1 ${status}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, () => socket.destroy());
}

function whyNot(port: number, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Choose another with --port, or leave --port out and a free one is found.`;
  if (error.code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one above 1023 with --port, or leave --port out and a free one is found.`;
  return `The server for the browser could not listen on 127.0.0.1:${port}: ${error.message}.`;
}
