import { Hono } from "hono";
import { z } from "zod";
import { UsersPage } from "../../components/users/users_page.tsx";
import { findUsers } from "../../db/users/directory.ts";
import { USER_GROUPS, userFilter } from "../../domain/users/filter.ts";
import type { Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

const QUERY = z.object({
  q: z.string().max(100).default(""),
  grupo: z.enum(USER_GROUPS).optional(),
  pagina: z.string().max(40).optional(),
});

/** Everybody who may sign in: representatives, teams and the staff itself. */
export function staffUserListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { q, grupo, pagina } = c.req.valid("query");
    const filter = userFilter(q, grupo);
    const page = wantedPage(pagina);
    const { users, counts } = await findUsers(c.get("services").db, filter, { page });
    requirePage(page, counts[filter.group]);
    const content = (
      <UsersPage
        filter={filter}
        users={users}
        counts={counts}
        page={page}
        nonce={nonceOf(c)}
      />
    );
    return answerPage(c, { title: "Usuarios", module: "Usuarios", content });
  });
  return routes;
}
