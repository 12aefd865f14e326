export type DemoProvider = {
  nit: string;
  legalName: string;
  representativeId: string;
  representativeName: string;
  email: string;
  municipality: string;
  department: string;
  hasAccount: boolean;
  /** What the provider's data shows, for whoever tries the demo. */
  about: string;
};

/* NIT above 999 million, which the DIAN has given to nobody: no IPS of the demo is a real one. */
export const CLINIC = "999000011";
export const HOSPITAL = "999000022";
export const FOUNDATION = "999000033";
export const ORTHOPEDISTS = "999000044";
export const LABORATORY = "999000055";

/** The providers of the demo data; none of them exists. */
export const DEMO_PROVIDERS: DemoProvider[] = [
  {
    nit: CLINIC,
    legalName: "Clínica Bahía del Sinú S.A.S.",
    representativeId: "1067845210",
    representativeName: "Marta Lucía Negrete Oviedo",
    email: "pagos@bahiadelsinu.example",
    municipality: "Montería",
    department: "Córdoba",
    hasAccount: true,
    about: "tres años de pagos y un comprobante de 10.000 facturas",
  },
  {
    nit: HOSPITAL,
    legalName: "E.S.E. Hospital San Rafael de Ayapel",
    representativeId: "78456123",
    representativeName: "Jorge Eliécer Martínez Ruiz",
    email: "tesoreria@hospitalayapel.example",
    municipality: "Ayapel",
    department: "Córdoba",
    hasAccount: true,
    about: "solo giro directo",
  },
  {
    nit: FOUNDATION,
    legalName: "Fundación Caribe en Salud",
    representativeId: "45678901",
    representativeName: "Ana Milena Torres Díaz",
    email: "contabilidad@caribeensalud.example",
    municipality: "Cartagena",
    department: "Bolívar",
    hasAccount: true,
    about: "sin pagos",
  },
  {
    nit: ORTHOPEDISTS,
    legalName: "Ortopédicos del Caribe S.A.S.",
    representativeId: "73123456",
    representativeName: "Luis Fernando Ospino Castro",
    email: "cartera@ortocaribe.example",
    municipality: "Barranquilla",
    department: "Atlántico",
    hasAccount: false,
    about: "para probar el registro",
  },
  {
    nit: LABORATORY,
    legalName: "Laboratorio Clínico Los Manglares Ltda.",
    representativeId: "32654987",
    representativeName: "Carmen Cecilia Barrios Polo",
    email: "",
    municipality: "Sincelejo",
    department: "Sucre",
    hasAccount: false,
    about: "sin correo registrado",
  },
];
