import { assertEquals } from "@std/assert";
import { readRequestCode, requestCode } from "../../../domain/system/trouble.ts";

Deno.test("the number of an error page is read as people type it, and nothing else is", () => {
  const id = "1a2b3c4d-0000-4000-8000-000000000000";
  for (const typed of ["1a2b3c4d", " 1A2B 3C4D ", "1a2b-3c4d"]) {
    assertEquals(readRequestCode(typed), requestCode(id), typed);
  }
  for (const typed of ["", "1a2b3c4", "1a2b3c4d5", "1a2b3c4g", "%", "1a2b3c4%", id]) {
    assertEquals(readRequestCode(typed), undefined, typed);
  }
});
