import { assertEquals } from "@std/assert";
import { readTime } from "../../../domain/appointments/agenda_row.ts";

Deno.test("hours are read as people and spreadsheets write them", () => {
  for (
    const [text, time] of [
      ["8:00", "08:00"],
      ["08:05:00", "08:05"],
      ["2:30 p. m.", "14:30"],
      ["12:00 a.m.", "00:00"],
      ["12:15 PM", "12:15"],
      ["0,333333333", "08:00"],
      [".5", "12:00"],
    ]
  ) assertEquals(readTime(text ?? ""), time, text);
});

Deno.test("what is no hour is none", () => {
  for (const text of ["24:00", "8", "8:60", "13:00 pm", "0:10 am", "8:00:30", "-1:00", "0.99999"]) {
    assertEquals(readTime(text), undefined, text);
  }
});
