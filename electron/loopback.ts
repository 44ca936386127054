/** @file The app in a browser of this machine: a server that nobody else can reach, and that has nothing but the page to give. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HEADERS } from './headers.ts';
import { answer, type ServedFiles } from './served-files.ts';

export interface Loopback {
  /** Such as http://127.0.0.1:41234/ */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves on 127.0.0.1 only.
 * @param port 0 for any that is free
 * @throws Error in one sentence when the port cannot be had
 */
export async function serve(served: ServedFiles, port: number): Promise<Loopback> {
  let hosts: readonly string[] = [];
  const server = createServer(async (request, response) => {
    // Another site's name made to resolve to this machine would arrive under that name.
    const known = hosts.includes(request.headers.host ?? '');
    const { status, headers, body } = known
      ? await answer(served, request.method ?? '', (request.url ?? '').split('?')[0]!)
      : { status: 403, headers: HEADERS, body: null };
    response.writeHead(status, { ...headers }).end(body ?? undefined);
  });
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

function whyNot(port: number, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Choose another with --port, or leave --port out and a free one is found.`;
  if (error.code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one above 1023 with --port, or leave --port out and a free one is found.`;
  return `The server for the browser could not listen on 127.0.0.1:${port}: ${error.message}.`;
}
