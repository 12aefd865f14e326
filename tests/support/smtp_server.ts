import { SMTPServer } from "smtp-server";

/** A mail whose text came whole; `isTaken` where the server said that it took it. */
export type Incoming = { to: string; source: string; messageId: string; isTaken: boolean };

/**
 * What the server does with a mail: takes it, refuses it for now (451) or for good (550), says
 * nothing from then on, breaks the connection, or takes it and breaks the connection without a word.
 */
export type Behaviour = "take" | "later" | "never" | "silence" | "break" | "take and break";

export type TestSmtpServer = AsyncDisposable & {
  url: string;
  /** Every mail whose text came, in order. */
  incoming: Incoming[];
  /** How many connections were opened. */
  connectionCount(): number;
  /** Resolves when so many mails have come since the start. */
  came(count: number): Promise<void>;
};

/**
 * A real SMTP server on a free port of this machine. `behave` is asked when a text has come whole;
 * until its promise resolves the client waits. `refuse` refuses recipients with a code.
 */
export async function smtpServer(
  behave: (mail: Incoming, count: number) => Behaviour | Promise<Behaviour> = () => "take",
  refuse: (address: string) => number | undefined = () => undefined,
): Promise<TestSmtpServer> {
  const incoming: Incoming[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let connectionCount = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      connectionCount++;
      done();
    },
    onRcptTo: ({ address }, _session, done) => {
      const code = refuse(address);
      done(code === undefined ? null : refusal(code, `<${address}> no such mailbox`));
    },
    onData: (stream, { id, envelope }, done) => {
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", async () => {
        const source = await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).text();
        const to = envelope.rcptTo.map(({ address }) => address).join();
        const messageId = /^Message-ID:\s+(\S+)/im.exec(source)?.[1] ?? "";
        const mail: Incoming = { to, source, messageId, isTaken: false };
        incoming.push(mail);
        for (const { count, resolve } of waiting) if (incoming.length >= count) resolve();
        const behaviour = await behave(mail, incoming.length);
        mail.isTaken = behaviour === "take" || behaviour === "take and break";
        if (behaviour === "take") done();
        if (behaviour === "later") done(refusal(451, "try later"));
        if (behaviour === "never") done(refusal(554, "no"));
        if (behaviour.endsWith("break")) breakConnections(server, id);
      });
    },
  });
  // A client that dies in the middle is no error of the server.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    incoming,
    connectionCount: () => connectionCount,
    came: (count) =>
      incoming.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      breakConnections(server);
      await closed;
    },
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function breakConnections(server: SMTPServer, id?: string): void {
  for (const connection of server.connections) {
    if (id === undefined || connection.id === id) connection._socket.destroy();
  }
}
