import type { PropsWithChildren } from "hono/jsx";
import { formatNit } from "../domain/nit.ts";
import type { Provider } from "../domain/provider.ts";
import { Icon } from "./icon.tsx";
import { type ModuleName, MODULES } from "./modules.ts";

type Eps = { name: string; nit: string; phone: string; hours: string };
type Asset = { href: string; integrity: string };

export type LayoutProps = {
  title: string;
  /** The module that the page belongs to; its tab is marked. */
  module?: ModuleName;
  /** `home` has the banner's own header, `portal` lists the modules itself. */
  variant?: "home" | "portal";
  eps: Eps;
  assets: Record<"app.css" | "htmx.min.js" | "hx-csp.min.js", Asset>;
  nonce: string;
  provider?: Provider | undefined;
  csrfToken?: string | undefined;
};

/** The document around every page: header band, trenza, modules, content, footer. */
export function Layout(props: PropsWithChildren<LayoutProps>) {
  const { title, variant, eps, assets, nonce, provider } = props;
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
        <meta name="htmx-config" content='extensions:"hx-csp"' />
        <title>{`${title} · ${eps.name}`}</title>
        <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets["app.css"].href} />
        <Script asset={assets["htmx.min.js"]} nonce={nonce} />
        <Script asset={assets["hx-csp.min.js"]} nonce={nonce} />
      </head>
      <body>
        <a class="skip-link" href="#contenido">Saltar al contenido</a>
        <Header {...props} />
        {provider && variant !== "portal" && <ModuleStrip current={props.module} />}
        <main id="contenido" class={variant === "home" ? "home" : "page"}>{props.children}</main>
        <Footer eps={eps} />
      </body>
    </html>
  );
}

function Script({ asset, nonce }: { asset: Asset; nonce: string }) {
  return <script src={asset.href} integrity={asset.integrity} nonce={nonce} defer></script>;
}

function Header({ eps, variant, provider, csrfToken }: LayoutProps) {
  return (
    <header class="band">
      <div class="band-row">
        <a class="brand" href={provider ? "/portal" : "/"} aria-label={`${eps.name}, inicio`}>
          <span class="brand-mark"></span>
          <span class="brand-name">{eps.name}</span>
        </a>
        {variant !== "home" && <span class="brand-place">Zona Ser</span>}
        {provider ? <Identity provider={provider} csrfToken={csrfToken} /> : (
          <p class="band-phone">
            Línea <strong>{eps.phone}</strong>
          </p>
        )}
      </div>
      <div class="trenza"></div>
    </header>
  );
}

function Identity({ provider, csrfToken }: { provider: Provider; csrfToken: string | undefined }) {
  return (
    <>
      <p class="band-provider">
        <strong>{provider.legalName}</strong>
        <span>NIT {formatNit(provider.nit)}</span>
      </p>
      <a class="band-button" href="/cuenta">Mi cuenta</a>
      <form class="sign-out" method="post" action="/zona-ser/salir">
        <input type="hidden" name="csrf" value={csrfToken} />
        <button type="submit" class="band-button">Cerrar sesión</button>
      </form>
    </>
  );
}

function ModuleStrip({ current }: { current: ModuleName | undefined }) {
  return (
    <nav class="modules" aria-label="Módulos">
      <div class="modules-row">
        <a class="modules-home" href="/portal">
          <Icon name="modules" /> Módulos Portal
        </a>
        <ul>
          {MODULES.map((module) => (
            <li>
              <a href={module.href} aria-current={module.name === current ? "page" : undefined}>
                {module.name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function Footer({ eps }: { eps: Eps }) {
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
            <a href="/politicas">Políticas</a>
          </li>
        </ul>
      </div>
      <p class="footer-legal">{eps.name} EPS · NIT {writtenNit(eps.nit)}</p>
    </footer>
  );
}

function writtenNit(nit: string): string {
  return formatNit(nit.split("-")[0] ?? nit);
}
