import { assert } from "@std/assert";
import { isEmailAddress } from "../../../domain/providers/provider.ts";

Deno.test("one address is an address", () => {
  const accepted = [
    "pagos@clinica-a.example",
    "cartera+giro@sub.hospital.gov.co",
    "a@b.co",
    "o'brien@ips.co",
    "señal@clínica.co",
  ];
  for (const address of accepted) assert(isEmailAddress(address), address);
});

Deno.test("a list, a header and half an address are none", () => {
  const refused = [
    "",
    "pagos",
    "@clinica.co",
    "pagos@",
    "pagos@clinica",
    "pagos@clinica.",
    "a@b.co, c@d.co",
    "a@b.co;c@d.co",
    "a@b.co c@d.co",
    "a@b@c.co",
    "a@b.co\r\nBcc: x@y.co",
    "Clínica <a@b.co>",
    '"a"@b.co',
    `${"a".repeat(250)}@b.co`,
    "a\u0000@b.co",
    "a@b.co\u0000",
    "a\u200b@b.co",
    "\u202ea@b.co",
  ];
  for (const address of refused) assert(!isEmailAddress(address), address);
});

Deno.test("R12: a mail goes to a name, to no number of a machine", () => {
  const refused = ["a@[127.0.0.1]", "a@127.0.0.1", "a@[IPv6:::1]", "a@b..co", "a@.co", "a@b.co."];
  for (const address of refused) assert(!isEmailAddress(address), address);
  for (const address of ["a@1.co", "a@mail.4-72.com.co"]) assert(isEmailAddress(address), address);
});

Deno.test("a word of two alphabets, which looks like another, is in no address", () => {
  const refused = [
    "p\u0430ypal@clinica.example",
    "pagos@clin\u0456ca.example",
    "pagos@clinica.ex\u03b1mple",
    "pagos@clinica.c\u043e",
    "ｐagos@clinica.example",
    "pagos@clinica.ｃo",
  ];
  for (const address of refused) assert(!isEmailAddress(address), address);
  const accepted = ["nuñez.n\u0303@clínica.example", "почта@clinica.example", "año2026@a-b_c.co"];
  for (const address of accepted) assert(isEmailAddress(address), address);
});
