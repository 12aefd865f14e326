import type { output, ZodType } from "zod";
import type { FieldError } from "../../domain/errors.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import type { Ctx } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { takeFormWithFiles } from "./form.ts";
import { movedError, NOTHING_WRONG, typedMessage } from "./message.ts";
import { judgeFiles, storeFiles } from "./store.ts";

type Typed = { texto: string; envio: string };
type Page = { errors: FieldError[]; hadFiles: boolean };

/** How the messages of one kind of thread are judged, stored and shown to one kind of reader. */
export type ThreadMessages<Thread, Form> = {
  /** What changed where somebody else wrote meanwhile, as a sentence begins: "La consulta". */
  name: string;
  /** The thread of the address as it is now, which must be one that this reader may see. */
  find: (c: Ctx) => Promise<Thread>;
  judge: (form: Form, thread: Thread) => FieldError[];
  /** How long the writer must wait before the message is taken, 0 where she need not. */
  takeAttempt?: (c: Ctx, thread: Thread) => Promise<number>;
  /** Answers whether it was written: not where the thread is no longer as it was read. */
  write: (c: Ctx, thread: Thread, form: Form, fileIds: string[]) => Promise<boolean>;
  draw: (
    c: Ctx,
    thread: Thread,
    typed: Typed,
    page: Page,
    wait?: 429,
  ) => Response | Promise<Response>;
  /** Where the reader is led when it is written. */
  next: (thread: Thread, form: Form) => string;
};

/** Takes a message from whoever is signed in, with its files. */
export async function takeMessage<Thread, Schema extends ZodType<Typed>>(
  c: Ctx,
  schema: Schema,
  messages: ThreadMessages<Thread, output<Schema>>,
): Promise<Response> {
  const thread = await messages.find(c);
  return await takeFormWithFiles(
    c,
    schema,
    (_, form) => messages.draw(c, thread, typedMessage(form), NOTHING_WRONG),
    (form, files) => answerMessage(c, messages, thread, form, files),
  );
}

/** Judges and stores a message; what is wrong is shown with all that was typed. */
export async function answerMessage<Thread, Form extends Typed>(
  c: Ctx,
  { name, find, judge, takeAttempt, write, draw, next }: ThreadMessages<Thread, Form>,
  thread: Thread,
  form: Form,
  received: ReceivedFile[],
): Promise<Response> {
  const files = await judgeFiles(received);
  const errors = [...judge(form, thread), ..."errors" in files ? files.errors : []];
  const page = { errors, hadFiles: received.length > 0 };
  const typed = typedMessage(form);
  if ("errors" in files || errors.length > 0) return await draw(c, thread, typed, page);
  const waitMs = await takeAttempt?.(c, thread) ?? 0;
  if (waitMs > 0) {
    const errors = [waitError(c, "texto", waitMs)];
    return await draw(c, thread, typed, { ...page, errors }, 429);
  }
  if (await write(c, thread, form, await storeFiles(c, files.files))) {
    return c.redirect(next(thread, form), 303);
  }
  return await draw(c, await find(c), typed, { ...page, errors: [movedError(name)] });
}
