import { Hono } from "hono";
import { ExamplesPage } from "../../components/programs/examples_page.tsx";
import { examplesIn } from "../../domain/programs/example.ts";
import { attachment } from "../attachment.ts";
import type { Env } from "../context.ts";
import { answerPage } from "../representation.tsx";

const DOCS = new URL("../../docs/", import.meta.url);

/** `/api/ejemplos`: the programs of docs/api.md, which tests run, and `nightly.py` as a file. */
export function exampleRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  let kept: Docs | undefined;
  const read = async () => kept ??= await readDocs();
  routes.get("/", async (c) => {
    const { guide, nightly } = await read();
    const { baseUrl: origin } = c.get("services").settings;
    const props = { origin, nightly, examples: examplesIn(guide) };
    return answerPage(c, {
      title: "Ejemplos para programas",
      content: <ExamplesPage {...props} />,
    });
  });

  routes.get("/nightly.py", async (c) => {
    const { nightly } = await read();
    return c.body(nightly, 200, {
      "Content-Type": "text/x-python; charset=utf-8",
      "Content-Disposition": attachment("nightly.py"),
    });
  });
  return routes;
}

type Docs = { guide: string; nightly: string };

async function readDocs(): Promise<Docs> {
  const [guide, nightly] = await Promise.all(
    ["api.md", "examples/nightly.py"].map((name) => Deno.readTextFile(new URL(name, DOCS))),
  );
  return { guide: guide ?? "", nightly: nightly ?? "" };
}
