import { formOf, type Target } from "./target.ts";

/**
 * The same kinds of place, with a hole in each: in a query, a form, a path and a header; one that
 * shows in a few letters of a large page, and one that shows by how long the answer takes.
 */
export function plantedTargets(cookie: string): Target[] {
  const all: Target[] = [
    { name: "planted, query", path: "/buscar?id=1", parameters: ["id"] },
    { name: "planted, time alone", path: "/callado?id=1", parameters: ["id"] },
    { name: "planted, a small difference", path: "/conteo?id=1", parameters: ["id"] },
    formOf("planted, form", "/entrar", { usuario: "mesa", contrasena: "x" }, ["usuario"]),
    { name: "planted, path", path: "/cosas/mesa*" },
    { name: "planted, header", path: "/ficha", headers: ["Authorization: Bearer mesa*"] },
  ];
  return all.map((target) => ({ ...target, cookie }));
}
