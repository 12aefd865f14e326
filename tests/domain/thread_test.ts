import { assertEquals } from "@std/assert";
import {
  readThreadState,
  textProblem,
  THREAD_STATE_WORDS,
  THREAD_STATES,
} from "../../domain/thread.ts";

Deno.test("states are read by their key in the address and by nothing else", () => {
  for (const state of THREAD_STATES) {
    assertEquals(readThreadState(THREAD_STATE_WORDS[state].key), state);
  }
  for (const other of ["", "open", "__proto__"]) {
    assertEquals(readThreadState(other), undefined, other);
  }
});

Deno.test("a text has words and an end", () => {
  assertEquals(textProblem(" \n", "Escriba."), "Escriba.");
  assertEquals(textProblem("x".repeat(4000), "Escriba."), undefined);
  assertEquals(
    textProblem("x".repeat(4001), "Escriba."),
    "Escriba a lo sumo 4.000 caracteres: ahora son 4.001.",
  );
});
