import { MAX_KEPT_BYTES } from "../../domain/accounts/kept_form.ts";
import { limitedBody } from "../../lib/upload/limited_body.ts";
import { receiveUpload } from "../../lib/upload/upload.ts";
import type { Ctx } from "../context.ts";

type Typed = { typed: Map<string, string>; hadFiles: boolean };

const LIMITS = { largest: MAX_KEPT_BYTES, maxMs: 60 * 1000 };
const UPLOAD_LIMITS = { ...LIMITS, maxFiles: 1, largestField: MAX_KEPT_BYTES };

/**
 * What was typed into a form of somebody of whom it is not yet known whether she may send anything.
 * Never more than MAX_KEPT_BYTES are read: of a larger form, what stands before its first file.
 * Undefined where that is too large, too slow, or no form with the fields once each.
 */
export async function readTyped(c: Ctx): Promise<Typed | undefined> {
  const length = Number(c.req.header("content-length") ?? Infinity);
  const read = length <= MAX_KEPT_BYTES ? readWhole(c) : readBeforeFiles(c);
  return await read.catch(() => undefined);
}

async function readWhole(c: Ctx): Promise<Typed> {
  const body = ReadableStream.from(limitedBody(c.req.raw.body, LIMITS));
  const headers = { "content-type": c.req.header("content-type") ?? "" };
  const form = [...await new Response(body, { headers }).formData()];
  const typed = new Map<string, string>();
  for (const [name, value] of form) if (typeof value === "string") typed.set(name, value);
  return { typed, hadFiles: form.some(([, value]) => value instanceof File && value.size > 0) };
}

/** Stops at the first file, before its first byte is read; nothing is ever written. */
async function readBeforeFiles(c: Ctx): Promise<Typed> {
  const form = { body: c.req.raw.body, contentType: c.req.header("content-type") ?? "" };
  let typed = new Map<string, string>();
  const stop = new Error("only files follow");
  const judge = (fields: Map<string, string>) => {
    typed = new Map(fields);
    throw stop;
  };
  const store = () => Promise.reject(stop);
  await receiveUpload(form, store, UPLOAD_LIMITS, judge).catch((error) => {
    if (error !== stop) throw error;
  });
  return { typed, hadFiles: true };
}
