import { assertEquals } from "@std/assert";
import { mistypedSettings } from "../../../lib/config/mistyped.ts";
import { SETTING_NAMES } from "../../../lib/config/settings.ts";

Deno.test("a variable that is a setting but for a letter or two is named with the one that was meant", () => {
  for (
    const [name, meant] of [
      ["DATABSE_URL", "DATABASE_URL"],
      ["DATABASEURL", "DATABASE_URL"],
      ["DATABASE_URI", "DATABASE_URL"],
      ["database_url", "DATABASE_URL"],
      ["MAIL_URI", "MAIL_URL"],
      ["MIAL_FROM", "MAIL_FROM"],
      ["SESSION_SECRET", "SESSION_SECRETS"],
      ["TRUSTED_PROXYS", "TRUSTED_PROXIES"],
      ["PORTS", "PORT"],
    ] as const
  ) assertEquals(mistypedSettings(["PATH", name]), [{ name, meant }]);
});

Deno.test("what platforms set is left alone, and so is a name beside the setting that it looks like", () => {
  const others = [
    "HOME",
    "HOSTNAME",
    "HOSTTYPE",
    "PATH",
    "PWD",
    "PORT_8000_TCP",
    "MAIL",
    "MAIL_HOST",
  ];
  const ofPlatforms = ["DATABASE_HOST", "DATABASE_NAME", "BASE_PATH", "DENO_DEPLOY", "TZ", "LANG"];
  assertEquals(mistypedSettings([...others, ...ofPlatforms, ...SETTING_NAMES]), []);
  assertEquals(mistypedSettings([...others, ...ofPlatforms]), []);
  assertEquals(mistypedSettings(["DATABASE_URL", "DATABASE_URI"]), []);
});
