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

/** The providers of the demo data; none of them exists. */
export const DEMO_PROVIDERS: DemoProvider[] = [
  {
    nit: "900356158",
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
    nit: "812001234",
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
    nit: "901222333",
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
    nit: "900555444",
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
    nit: "900777111",
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
