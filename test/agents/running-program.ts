import { ChildProcess, spawn } from 'child_process';
import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';

const PATIENCE = 100_000;

/** What a server says to a request. */
export interface Answer {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body: string;
}

/** A server of a test, to which a program sends. */
export class TestServer {
  private readonly server: Server;

  constructor(answer: (request: IncomingMessage, body: Buffer) => Answer) {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { status, headers, body } = answer(request, Buffer.concat(parts));
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
      });
    });
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  public async listen(): Promise<void> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}

/** A program that a test starts and stops. */
export class RunningProgram {
  /** What it wrote to its standard error since it was started. */
  public said = '';

  private running: ChildProcess | undefined;

  public start(program: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
    this.said = '';
    this.running = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.running.stderr!.on('data', data => { this.said += data; });
  }

  public async stop(): Promise<void> {
    if (this.running === undefined || this.hasEnded()) { return; }
    this.running.kill('SIGTERM');
    await this.ended();
  }

  /** Waits until it has ended, by itself or because it was told to. */
  public async ended(): Promise<void> {
    await new Promise(resolve => this.running!.on('close', resolve));
  }

  /** Waits until something is so. @throws where it ends before, or takes too long */
  public async until(reached: () => boolean, otherwise: () => string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (!reached()) {
      if (Date.now() > deadline || this.hasEnded()) { throw new Error(`${otherwise()}\n${this.said}`); }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  private hasEnded(): boolean {
    return this.running!.exitCode !== null || this.running!.signalCode !== null;
  }
}
