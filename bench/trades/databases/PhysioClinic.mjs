// A physiotherapy practice with three sites; CamelCase names, state letters for appointments, invoices shared between insurer and patient.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Site (SiteNo INTEGER PRIMARY KEY, SiteName TEXT NOT NULL, Street TEXT NOT NULL, Town TEXT NOT NULL, TreatmentRooms INTEGER NOT NULL, HasPool INTEGER NOT NULL);
CREATE TABLE Therapist (TherapistNo INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, FamilyName TEXT NOT NULL, Qualification TEXT NOT NULL,
  SiteNo INTEGER NOT NULL REFERENCES Site(SiteNo), MentorNo INTEGER REFERENCES Therapist(TherapistNo), WeeklyHours REAL NOT NULL, EntryDate TEXT NOT NULL, ExitDate TEXT);
CREATE TABLE Doctor (DoctorNo INTEGER PRIMARY KEY, DoctorName TEXT NOT NULL, Speciality TEXT NOT NULL, Town TEXT NOT NULL, Phone TEXT);
CREATE TABLE Insurer (InsurerCode TEXT PRIMARY KEY, InsurerName TEXT NOT NULL, IsPrivate INTEGER NOT NULL, PaymentTermDays INTEGER NOT NULL);
CREATE TABLE Patient (PatientNo INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, FamilyName TEXT NOT NULL, DateOfBirth TEXT NOT NULL, Sex TEXT NOT NULL, Town TEXT NOT NULL,
  Mobile TEXT, InsurerCode TEXT REFERENCES Insurer(InsurerCode), RegisteredOn TEXT NOT NULL, HeardOfUsFrom TEXT, ArchivedOn TEXT);
CREATE TABLE TreatmentKind (KindCode TEXT PRIMARY KEY, KindName TEXT NOT NULL, Minutes INTEGER NOT NULL, Fee REAL NOT NULL, NeedsCertificate INTEGER NOT NULL);
CREATE TABLE Prescription (PrescriptionNo INTEGER PRIMARY KEY, PatientNo INTEGER NOT NULL REFERENCES Patient(PatientNo),
  DoctorNo INTEGER NOT NULL REFERENCES Doctor(DoctorNo), KindCode TEXT NOT NULL REFERENCES TreatmentKind(KindCode), IssuedOn TEXT NOT NULL, BodyRegion TEXT NOT NULL,
  SessionsOrdered INTEGER NOT NULL, IsUrgent INTEGER NOT NULL, HomeVisit INTEGER NOT NULL);
CREATE TABLE Appointment (AppointmentNo INTEGER PRIMARY KEY, PrescriptionNo INTEGER NOT NULL REFERENCES Prescription(PrescriptionNo),
  TherapistNo INTEGER NOT NULL REFERENCES Therapist(TherapistNo), StartsAt TEXT NOT NULL, State CHAR(1) NOT NULL CHECK (State IN ('P', 'D', 'C', 'N')), -- planned, done, cancelled, no-show
  CancelledAt TEXT, PainBefore INTEGER, PainAfter INTEGER);
CREATE TABLE Invoice (InvoiceNo INTEGER PRIMARY KEY, PrescriptionNo INTEGER NOT NULL REFERENCES Prescription(PrescriptionNo), SentOn TEXT NOT NULL,
  InsurerShare REAL NOT NULL, PatientShare REAL NOT NULL, InsurerPaidOn TEXT, PatientPaidOn TEXT, Reminders INTEGER NOT NULL);
`;

const today = '2026-11-16';
const sites = [['Riverside', '14 Weir Lane', 'Harwick', 6, 1], ['Old Mill', '3 Granary Row', 'Millbrook', 4, 0], ['Parkview', '88 Elm Avenue', 'Harwick', 3, 0]];
/** Qualification, site, mentor, hours a week, entry, exit. */
const posts = [['Head therapist', 1, null, 40, '2008-03-03', null], ['Physiotherapist', 1, 1, 38.5, '2014-09-01', null], ['Physiotherapist', 1, 1, 30, '2019-02-18', null],
  ['Osteopath', 1, null, 20, '2021-06-07', null], ['Physiotherapist', 2, 1, 38.5, '2012-05-14', null], ['Physiotherapist', 2, 5, 24, '2020-10-05', '2026-03-31'],
  ['Masseur', 2, 5, 32, '2017-01-09', null], ['Physiotherapist', 3, 1, 38.5, '2016-08-22', null], ['Masseur', 3, 8, 18, '2023-04-17', null],
  ['Physiotherapist', 3, 8, 35, '2018-11-12', '2025-09-30'], ['Trainee', 1, 2, 40, '2025-09-01', null], ['Trainee', 2, 5, 40, '2026-09-01', null]];
const specialities = ['General practice', 'Orthopaedics', 'Orthopaedics', 'General practice', 'Neurology', 'Surgery', 'General practice', 'Rheumatology', 'Sports medicine', 'General practice',
  'Orthopaedics', 'Paediatrics', 'Neurology', 'General practice'];
const insurers = [['UNI', 'Union Health', 0, 30], ['CIV', 'Civic Mutual', 0, 30], ['TRA', 'Trades Fund', 0, 45], ['REG', 'Regional Care', 0, 21], ['AUR', 'Aurelia Private', 1, 14],
  ['VIT', 'Vitalis Premium', 1, 14]];
const kinds = [['MT', 'Manual therapy', 30, 38.5, 1], ['KG', 'Exercise therapy', 25, 27.2, 0], ['MA', 'Massage', 20, 21.4, 0], ['LD', 'Lymph drainage', 45, 44.9, 1],
  ['AQ', 'Aquatic therapy', 30, 33, 0], ['NE', 'Neurological therapy', 40, 49.6, 1], ['UL', 'Ultrasound', 15, 14.8, 0]];
const regions = ['Lower back', 'Neck', 'Shoulder', 'Knee', 'Hip', 'Ankle', 'Elbow'];

export function fill(insert) {
  const random = new Random(7202);
  const person = people(random);
  const numbered = (rows, from = 1) => rows.map((row, index) => [index + from, ...row]);
  insert('Site', numbered(sites));
  insert('Therapist', numbered(posts.map((row) => [...person(), ...row])));
  insert('Doctor', numbered(specialities.map((speciality) => [`Dr ${person().join(' ')}`, speciality, random.pick(['Harwick', 'Harwick', 'Millbrook', 'Easton']),
    random.chance(0.85) ? `555-${random.int(2000, 8999)}` : null])));
  insert('Insurer', insurers);
  insert('TreatmentKind', kinds);
  const patients = numbered(Array.from({ length: 180 }, (_, index) => patient(random, person(), index)), 1001);
  insert('Patient', patients);
  const orders = numbered(Array.from({ length: 265 }, () => prescription(random, patients)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)), 301);
  insert('Prescription', orders);
  const visits = numbered(orders.flatMap((row) => seriesOf(random, row)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)), 5001);
  insert('Appointment', visits);
  const insurerOf = new Map(patients.map((row) => [row[0], row[7]]));
  insert('Invoice', numbered(orders.flatMap((row) => invoiceOf(random, row, visits, insurerOf.get(row[1]))).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)), 9001));
}

function patient(random, [given, surname], index) {
  const registered = random.day(index < 120 ? '2019-03-01' : '2025-10-01', index < 120 ? '2025-06-30' : '2026-11-12');
  const archived = index < 120 && random.chance(0.1) ? random.day('2025-07-01', '2026-10-30') : null;
  return [given, surname, random.day('1938-01-01', '2014-12-31'), random.pick(['F', 'M']), random.weighted(['Harwick', 'Millbrook', 'Easton', 'Dunleigh'], [50, 26, 15, 9]),
    random.chance(0.86) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null, random.weighted([...insurers.map(([code]) => code), null], [30, 20, 14, 12, 11, 6, 7]),
    registered, random.weighted(['Doctor', 'Friends', 'Internet', 'Sports club', null], [34, 24, 20, 8, 14]), archived];
}

function prescription(random, patients) {
  const patient = random.chance(0.4) ? random.pick(patients.slice(60, 172)) : random.pick(patients.slice(0, 172));
  const kind = random.weighted(kinds.map(([code]) => code), [30, 30, 14, 9, 6, 6, 5]);
  const first = patient[8] < '2025-01-07' ? '2025-01-07' : patient[8];
  const region = kind === 'NE' || kind === 'LD' ? random.pick(['Whole body', 'Legs', 'Arms']) : random.weighted(regions, [30, 18, 17, 15, 9, 7, 4]);
  return [patient[0], random.weighted(specialities.map((_, index) => index + 1), [15, 18, 9, 10, 4, 7, 8, 3, 6, 0, 8, 2, 3, 11]), kind, random.day(first, patient[10] ?? '2026-11-13'),
    region, random.weighted([6, 10, 12, 3], [62, 20, 8, 10]), random.chance(0.15), random.chance(0.06)];
}

/** Once or twice a week, with a therapist who may do it, until the sessions are used up, somebody gives up, or the diary ends. */
function seriesOf(random, [number, , , kind, issued, , ordered]) {
  if (random.chance(0.05)) return [];
  const able = posts.flatMap(([title, , , , entry, exit], index) => {
    const may = title === 'Trainee' ? ['KG', 'UL'].includes(kind) : title === 'Masseur' ? ['MA', 'LD'].includes(kind) : true;
    return may && entry <= issued && (exit === null || exit > plusDays(issued, 90)) ? [index + 1] : [];
  });
  const own = random.pick(able);
  const rows = [];
  let [day, left, pain] = [plusDays(issued, random.int(2, 16)), random.chance(0.12) ? random.int(1, ordered - 1) : ordered, random.int(5, 9)];
  while (left > 0 && day <= '2026-12-11') {
    day = weekday(day) === 0 ? plusDays(day, 1) : weekday(day) === 6 ? plusDays(day, 2) : day;
    const at = `${day} ${random.time(7, 19, 15)}`;
    const state = day >= today ? (random.chance(0.12) ? 'C' : 'P') : random.weighted(['D', 'C', 'N'], [86, 9, 5]);
    const off = state === 'C' ? `${plusDays(day > today ? today : day, -random.weighted([0, 1, 3, 6], [20, 35, 30, 15]))} ${random.time(8, 12, 5)}` : null;
    const better = Math.max(0, pain - random.weighted([0, 1, 2, 3], [35, 40, 20, 5]));
    const isAsked = state === 'D' && random.chance(0.8);
    rows.push([number, random.chance(0.9) ? own : random.pick(able), at, state, off !== null && off > at ? `${day} 06:45` : off, isAsked ? pain : null, isAsked ? better : null]);
    if (state === 'D' || state === 'P') left -= 1;
    if (state === 'D') pain = Math.min(10, better + random.int(0, 1));
    day = plusDays(day, random.weighted([2, 3, 5, 7, 9], [10, 26, 14, 40, 10]));
  }
  return rows;
}

function invoiceOf(random, [number, , , kind, , , ordered], visits, insurer) {
  const done = visits.filter(([, order, , , state]) => order === number && state === 'D');
  const last = done.at(-1)?.[3].slice(0, 10);
  if (last === undefined || (done.length < ordered && daysBetween(last, today) < 35)) return [];
  const sent = plusDays(last, random.int(3, 20));
  if (sent > '2026-11-15') return [];
  const total = cents(done.length * kinds.find(([code]) => code === kind)[3]);
  const patientShare = insurer === null ? total : ['AUR', 'VIT'].includes(insurer) ? 0 : cents(total * 0.1 + 10);
  const paid = (odds, slow) => {
    const day = plusDays(sent, random.weighted([6, 13, 24, slow], [24, 34, 28, 14]) + random.int(0, 5));
    return random.chance(odds) && day <= '2026-11-15' ? day : null;
  };
  const [byInsurer, byPatient] = [insurer === null ? null : paid(0.95, 52), patientShare === 0 ? null : paid(0.88, 66)];
  const isLate = (byPatient === null && patientShare > 0) || (byPatient !== null && daysBetween(sent, byPatient) > 40);
  return [[number, sent, cents(total - patientShare), patientShare, byInsurer, byPatient, isLate && sent < '2026-10-01' ? random.int(1, 3) : 0]];
}
