import type { PropsWithChildren } from "hono/jsx";
import { type EpsIdentity, writtenNit } from "../domain/eps.ts";
import { type Identity, IdentityBand } from "./accounts/identity.tsx";
import { ModuleStrip } from "./accounts/module_strip.tsx";
import { AsOfNotice } from "./as_of_notice.tsx";
import { RequestSigns } from "./parts/request_signs.tsx";
import { HOMES, type ModuleName } from "./modules/modules.ts";

type Asset = { href: string; integrity: string };

export type LayoutProps = {
  title: string;
  /** The module that the page belongs to; its tab is marked. */
  module?: ModuleName;
  /** `home` has the banner's own header, `portal` lists the modules itself. */
  variant?: "home" | "portal";
  eps: EpsIdentity;
  assets: Record<ScriptName, Asset>;
  /** Where its style sheets are, in the order of the cascade. */
  sheets: string[];
  /** Where the help on this page is. */
  help?: string | undefined;
  /** Scripts that only this page needs. */
  scripts?: (keyof typeof SCRIPTS)[];
  nonce: string;
  identity?: Identity | undefined;
  csrfToken?: string | undefined;
  /** As of when the data are, where they come from a copy alone. */
  asOfMs?: number | undefined;
};

/** The scripts of `static/`. */
export type ScriptName =
  | "htmx.min.js"
  | "hx-csp.min.js"
  | "api.js"
  | "calendar.js"
  | "copy.js"
  | "hold.js"
  | "link.js"
  | "menu.js"
  | "passkeys.js"
  | "requests.js"
  | "simplewebauthn.min.js";

/** An answer that has not come after half a minute counts as none. */
const HTMX_CONFIG = 'extensions:"hx-csp",defaultTimeout:30000';

const SCRIPTS = {
  api: ["api.js"],
  copy: ["copy.js"],
  hold: ["hold.js"],
  link: ["link.js"],
  passkeys: ["simplewebauthn.min.js", "passkeys.js"],
} as const satisfies Record<string, ScriptName[]>;

/** The document around every page: header, trenza (the woven band), modules, content, footer. */
export function Layout(props: PropsWithChildren<LayoutProps>) {
  const { title, variant, eps, assets, sheets, nonce, identity, asOfMs, help, scripts = [] } =
    props;
  const provider = identity?.kind === "provider" ? identity.provider : undefined;
  return (
    <html lang="es-CO">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="description"
          content={`Zona Ser, el portal de ${eps.name}: pagos a prestadores, factura por factura.`}
        />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <title>{`${title} · ${eps.name}`}</title>
        <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
        {sheets.map((href) => <link rel="stylesheet" href={href} />)}
        <Script asset={assets["htmx.min.js"]} nonce={nonce} />
        <Script asset={assets["hx-csp.min.js"]} nonce={nonce} />
        <Script asset={assets["requests.js"]} nonce={nonce} defer />
        {identity && <Script asset={assets["calendar.js"]} nonce={nonce} defer />}
        {identity && <Script asset={assets["menu.js"]} nonce={nonce} defer />}
        {scripts.flatMap((name) => SCRIPTS[name]).map((name) => (
          <Script asset={assets[name]} nonce={nonce} defer />
        ))}
      </head>
      <body {...pageOf(provider?.nit, asOfMs, nonce)}>
        <a class="skip-link" href="#contenido">Saltar al contenido</a>
        <Header {...props} />
        {identity && variant !== "portal" && (
          <ModuleStrip identity={identity} current={props.module} />
        )}
        {help && <HelpLink href={help} />}
        <main id="contenido" class={variant === "home" ? "home" : "page"}>
          {asOfMs !== undefined && variant !== "home" && <AsOfNotice asOfMs={asOfMs} />}
          {props.children}
        </main>
        <Footer eps={eps} />
        <RequestSigns />
      </body>
    </html>
  );
}

/**
 * Sends, with every htmx request, the NIT that the page was made for, and whether it is marked with
 * the date of its data: its parts must be the same.
 */
function pageOf(
  nit: string | undefined,
  asOfMs: number | undefined,
  nonce: string,
): Record<string, string> {
  const headers = {
    ...(nit !== undefined && { "Zona-Ser-Nit": nit }),
    ...(asOfMs !== undefined && { "Zona-Ser-Copia": "1" }),
  };
  if (Object.keys(headers).length === 0) return {};
  return { "hx-headers:inherited": JSON.stringify(headers), "hx-nonce": nonce };
}

type ScriptProps = { asset: Asset; nonce: string; defer?: boolean };

/**
 * htmx and hx-csp are not deferred: a deferred htmx processes the page as soon as it runs, and
 * injected markup would send requests before hx-csp is loaded.
 */
function Script({ asset, nonce, defer }: ScriptProps) {
  return <script src={asset.href} integrity={asset.integrity} nonce={nonce} defer={defer}></script>;
}

function Header({ eps, variant, identity, csrfToken }: LayoutProps) {
  const { href: home } = HOMES[identity?.kind ?? "guest"];
  return (
    <header class="band">
      <div class="band-row">
        <a class="brand" href={home} aria-label={`${eps.name}, inicio`}>
          <span class="brand-mark"></span>
          <span class="brand-name">{eps.name}</span>
        </a>
        {variant !== "home" && <span class="brand-place">Zona Ser</span>}
        {identity
          ? <IdentityBand identity={identity} csrfToken={csrfToken ?? ""} />
          : (
            <p class="band-phone">
              Línea <strong>{eps.phone}</strong>
            </p>
          )}
      </div>
      <div class="trenza"></div>
    </header>
  );
}

function HelpLink({ href }: { href: string }) {
  return (
    <nav class="page-help" aria-label="Ayuda">
      <a href={href}>Ayuda con esta página</a>
    </nav>
  );
}

function Footer({ eps }: { eps: EpsIdentity }) {
  return (
    <footer class="footer">
      <div class="footer-row">
        <p>
          <span>Línea de atención, 24 horas</span>
          <strong>{eps.phone}</strong>
        </p>
        <p>
          <span>Oficinas</span>
          <strong>{eps.hours}</strong>
        </p>
        <ul>
          <li>
            <a href="/ayuda">Ayuda</a>
          </li>
          <li>
            <a href="/politicas">Políticas</a>
          </li>
          <li>
            <a href="/verificar">Verificar un certificado</a>
          </li>
          <li>
            <a href="/api">API</a>
          </li>
        </ul>
      </div>
      <p class="footer-legal">{eps.name} EPS · NIT {writtenNit(eps)}</p>
    </footer>
  );
}
