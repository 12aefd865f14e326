import type { IconName } from "./icon.tsx";

/** The modules of the portal that exist, in the order of the strip and of Módulos Portal. */
export const MODULES = [
  { name: "Financiera", href: "/pagos", icon: "money", about: "Consulta de pagos y descargas" },
  {
    name: "Buscar factura",
    href: "/buscar",
    icon: "search",
    about: "En cualquier escritura, sin fechas",
  },
] as const satisfies { name: string; href: string; icon: IconName; about: string }[];

export type ModuleName = typeof MODULES[number]["name"];
