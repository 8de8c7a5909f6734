// A dental clinic with five chairs; CamelCase, treatments by tariff code, claims to insurers, a usual dentist beside the one who treats.
import { people } from '../names.mjs';
import { Random, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Dentist (DentistID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL,
  Specialty TEXT NOT NULL, StartedOn DATE NOT NULL, LeftOn DATE, SupervisorID INTEGER REFERENCES Dentist(DentistID), WorksSaturdays INTEGER NOT NULL);
CREATE TABLE Insurer (InsurerID INTEGER PRIMARY KEY, InsurerName TEXT NOT NULL, CoverPct REAL NOT NULL, ContactEmail TEXT);
CREATE TABLE Patient (PatientID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, BirthDate DATE NOT NULL, Mobile TEXT, Email TEXT,
  City TEXT NOT NULL, InsurerID INTEGER REFERENCES Insurer(InsurerID), UsualDentistID INTEGER REFERENCES Dentist(DentistID),
  ReferredByID INTEGER REFERENCES Patient(PatientID), RegisteredOn DATE NOT NULL, IsNervous INTEGER NOT NULL, IsInactive INTEGER NOT NULL, ModifiedAt TEXT NOT NULL);
CREATE TABLE Room (RoomID INTEGER PRIMARY KEY, RoomName TEXT NOT NULL, HasXRay INTEGER NOT NULL);
CREATE TABLE Appointment (AppointmentID INTEGER PRIMARY KEY, PatientID INTEGER NOT NULL REFERENCES Patient(PatientID),
  DentistID INTEGER NOT NULL REFERENCES Dentist(DentistID),
  RoomID INTEGER NOT NULL REFERENCES Room(RoomID), BookedOn DATE NOT NULL, StartsAt TEXT NOT NULL, DurationMin INTEGER NOT NULL, VisitType TEXT NOT NULL,
  Status TEXT NOT NULL, CancelledOn DATE);
CREATE TABLE Tariff (TariffCode TEXT PRIMARY KEY, Description TEXT NOT NULL, Category TEXT NOT NULL, Fee REAL NOT NULL, IsCovered INTEGER NOT NULL);
CREATE TABLE Treatment (TreatmentID INTEGER PRIMARY KEY, AppointmentID INTEGER NOT NULL REFERENCES Appointment(AppointmentID),
  TariffCode TEXT NOT NULL REFERENCES Tariff(TariffCode), ToothNo INTEGER, Quantity INTEGER NOT NULL, FeeCharged REAL NOT NULL);
CREATE TABLE Claim (ClaimID INTEGER PRIMARY KEY, AppointmentID INTEGER NOT NULL REFERENCES Appointment(AppointmentID),
  InsurerID INTEGER NOT NULL REFERENCES Insurer(InsurerID),
  SubmittedOn DATE NOT NULL, AmountClaimed REAL NOT NULL, DecidedOn DATE, Status TEXT NOT NULL, AmountApproved REAL, PaidOn DATE, RejectReason TEXT);
CREATE TABLE Payment (PaymentID INTEGER PRIMARY KEY, AppointmentID INTEGER NOT NULL REFERENCES Appointment(AppointmentID), PaidOn DATE NOT NULL,
  Amount REAL NOT NULL, Method TEXT NOT NULL);
CREATE TABLE Recall (RecallID INTEGER PRIMARY KEY, PatientID INTEGER NOT NULL REFERENCES Patient(PatientID), DueOn DATE NOT NULL, SentOn DATE, Channel TEXT);
CREATE TABLE AuditLog (LogID INTEGER PRIMARY KEY, LoggedAt TEXT NOT NULL, UserName TEXT NOT NULL, TableName TEXT NOT NULL,
  RecordID INTEGER NOT NULL, Action TEXT NOT NULL);
`;

const dentists = [
  ['Helga', 'Navarro', 'General', '2009-02-02', null, null, 0], ['Rafael', 'Whitaker', 'Orthodontics', '2014-09-01', null, 1, 0],
  ['Miriam', 'Osborne', 'General', '2018-01-15', null, 1, 1], ['Sven', 'Parrish', 'Oral surgery', '2016-06-01', null, 1, 0],
  ['Delia', 'Grimshaw', 'Hygiene', '2020-03-02', null, 3, 1], ['Edgar', 'Fonseca', 'General', '2012-05-14', '2026-05-29', 1, 0],
  ['Priya', 'Yilmaz', 'General', '2026-06-01', null, 3, 1],
];
const insurers = [['Dentaplus', 0.8, 'claims@dentaplus.example'], ['Halden Mutual', 0.7, 'teeth@halden.example'], ['Sunrise Health', 0.6, null],
  ['Civic Care Fund', 0.9, 'desk@civiccare.example'], ['Oakleaf Insurance', 0.5, 'dental@oakleaf.example']];
const rooms = [['Blue Room', 1], ['Green Room', 0], ['Surgery', 1], ['Garden Room', 0], ['Hygiene Suite', 0]];
const tariffs = [
  ['D0120', 'Check-up', 'Diagnostic', 48, 1], ['D0210', 'Full mouth X-ray', 'Diagnostic', 95, 1], ['D0220', 'Single tooth X-ray', 'Diagnostic', 22, 1],
  ['D1110', 'Scale and polish', 'Preventive', 78, 1],
  ['D1206', 'Fluoride varnish', 'Preventive', 35, 1], ['D1351', 'Fissure sealant', 'Preventive', 44, 1], ['D2140', 'Silver filling', 'Restorative', 110, 1],
  ['D2330', 'White filling', 'Restorative', 145, 1],
  ['D2740', 'Porcelain crown', 'Restorative', 890, 1], ['D3310', 'Root canal', 'Restorative', 620, 1], ['D7140', 'Extraction', 'Surgery', 135, 1],
  ['D7240', 'Wisdom tooth removal', 'Surgery', 380, 1],
  ['D6010', 'Implant', 'Surgery', 1_850, 0], ['D8080', 'Braces fitting', 'Orthodontics', 2_400, 0], ['D8670', 'Braces adjustment', 'Orthodontics', 120, 0],
  ['D9972', 'Whitening', 'Cosmetic', 290, 0], ['D5110', 'Full denture', 'Restorative', 1_200, 1],
];
const treatmentsOf = {
  'Check-up': [['D0120'], ['D0120', 'D1110'], ['D0120', 'D0220'], ['D0120', 'D0210'], ['D0120', 'D1206']], Hygiene: [['D1110'], ['D1110', 'D1206'], ['D1351']],
  Filling: [['D2330'], ['D2330', 'D0220'], ['D2140'], ['D2330']], 'Root canal': [['D3310', 'D0220'], ['D3310'], ['D3310', 'D2740']],
  Surgery: [['D7140'], ['D7140', 'D0220'], ['D7240'], ['D6010']],
  Braces: [['D8670'], ['D8670'], ['D8670'], ['D8080', 'D0210']], Emergency: [['D0220', 'D7140'], ['D0220'], ['D2330'], ['D0120']], Cosmetic: [['D9972'], ['D2740']],
};
const minutes = { 'Check-up': 30, Hygiene: 45, Filling: 45, 'Root canal': 90, Surgery: 60, Braces: 30, Emergency: 30, Cosmetic: 60 };
const today = '2026-11-16';
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(5502);
  const person = people(random);
  insert('Dentist', numbered(dentists));
  insert('Insurer', numbered(insurers));
  insert('Room', numbered(rooms));
  insert('Tariff', tariffs);
  const patients = numbered(Array.from({ length: 120 }, (_, index) => patient(random, person(), index)));
  insert('Patient', patients);
  const appointments = numbered(patients.slice(0, 114).flatMap((row) => appointmentsOf(random, row)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)));
  insert('Appointment', appointments);
  const attended = appointments.filter(([, , , , , , , , status]) => status === 'Attended');
  const treatments = attended.flatMap((row) => doneAt(random, row));
  insert('Treatment', numbered(treatments));
  const bills = attended.map((row) => bill(row, { patients, treatments }));
  insert('Claim', numbered(bills.flatMap((row) => claimOf(random, row))));
  insert('Payment', numbered(bills.flatMap((row) => paymentOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('Recall', numbered(patients.filter(({ 12: inactive }) => inactive === 0 && random.chance(0.55)).map(([id]) => recall(random, id))));
  insert('AuditLog', numbered(Array.from({ length: 110 }, () => logged(random)).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

function patient(random, [first, last], index) {
  const registered = random.day('2012-01-09', '2026-11-06');
  const mobile = random.chance(0.92) && index !== 51 && index !== 94 ? `0700-${random.int(100_000, 999_999)}` : null;
  const email = random.chance(0.78) ? `${first}.${last}@post.example`.toLowerCase() : null;
  const born = random.chance(0.2) ? random.day('2010-01-01', '2019-12-31') : random.day('1938-01-01', '2006-12-31');
  const referrer = index > 12 && random.chance(0.16) ? random.int(1, Math.min(index, 18)) : index % 29 === 20 ? 7 : null;
  return [first, last, born, mobile, email, random.weighted(['Alderton', 'Brookhaven', 'Castle Mead', 'Thornby'], [52, 24, 15, 9]),
    random.weighted([1, 2, 3, 4, 5, null], [26, 20, 14, 12, 8, 20]),
    random.weighted([1, 3, 6, 7, null], [34, 32, 10, 14, 10]), referrer, registered,
    Number(random.chance(0.14)), Number(random.chance(0.08)), `${random.day('2026-01-05', '2026-11-13')} ${random.time(8, 18)}:00`];
}

function appointmentsOf(random, [id, , , , , , , , usual, , registered, , inactive]) {
  const rows = [];
  const first = id === 113 ? '2026-11-24' : registered > '2025-01-06' ? registered : '2025-01-06';
  let day = plusDays(first, id === 113 ? 0 : random.int(0, 120));
  while (day < (inactive === 1 ? '2026-02-01' : '2026-12-20')) {
    const open = weekday(day) === 0 ? plusDays(day, 1) : day;
    if (!(open > today && random.chance(0.25))) rows.push(appointment(random, { id, usual, day: open }));
    day = plusDays(open, random.weighted([12, 35, 95, 180], [16, 22, 32, 30]) + random.int(0, 20));
  }
  return rows;
}

function appointment(random, { id, usual, day }) {
  const type = weekday(day) === 6 ? random.pick(['Check-up', 'Hygiene', 'Emergency']) : random.weighted(Object.keys(minutes), [34, 20, 17, 6, 8, 7, 5, 3]);
  const own = usual === 6 && day > '2026-05-29' ? 7 : usual === 7 && day < '2026-06-01' ? 6 : (usual ?? random.pick([1, 3]));
  const dentist = { Hygiene: 5, Surgery: 4, Braces: 2, Emergency: 3 }[type] ?? (weekday(day) === 6 ? 3 : random.chance(0.85) ? own : 1);
  const room = { 2: 2, 4: 3, 5: 5 }[dentist] ?? random.pick([1, 1, 4, 2]);
  const ahead = type === 'Emergency' ? random.int(0, 1) : random.weighted([2, 9, 25, 60], [20, 30, 30, 20]) + random.int(0, 6);
  const booked = plusDays(day > today ? today : day, -ahead);
  const status = day > today ? random.weighted(['Booked', 'Cancelled'], [80, 20]) : day === today ? 'Booked'
    : random.weighted(['Attended', 'NoShow', 'Cancelled'], [84, 7, 9]);
  const cancelled = status === 'Cancelled' ? plusDays(booked, Math.floor(random.next() * daysBetween(booked, day > today ? today : day))) : null;
  return [id, dentist, room, booked, `${day} ${random.time(8, 17, 30)}`, minutes[type] + random.weighted([0, 15, 30], [70, 20, 10]), type, status, cancelled];
}

function doneAt(random, [id, , , , , start, , type]) {
  return random.pick(treatmentsOf[type]).map((code) => {
    const [, , category, fee] = tariffs.find(([key]) => key === code);
    const isTooth = category === 'Restorative' || category === 'Surgery' || code === 'D0220';
    const count = ['D2330', 'D2140', 'D1351', 'D7140'].includes(code) ? random.weighted([1, 2, 3], [70, 22, 8]) : 1;
    const charged = start < '2026' ? Math.round(fee * 0.95) : fee;
    return [id, code, isTooth ? random.pick([11, 14, 16, 17, 21, 26, 28, 36, 37, 38, 46, 48]) : null, count, random.chance(0.05) ? Math.round(charged * 0.8) : charged];
  });
}

function bill([id, patientId, , , , start], { patients, treatments }) {
  const own = treatments.filter(([appointmentId]) => appointmentId === id);
  const covered = own.filter(([, code]) => tariffs.find(([key]) => key === code)[4] === 1);
  const sumOf = (rows) => rows.reduce((sum, [, , , count, fee]) => sum + count * fee, 0);
  const insurer = patients[patientId - 1][7];
  const share = insurer === null ? 0 : insurers[insurer - 1][1];
  return { id, insurer, day: start.slice(0, 10), total: sumOf(own), claimed: Math.round(sumOf(covered) * share) };
}

function claimOf(random, { id, insurer, day, claimed }) {
  if (insurer === null || claimed < 40 || random.chance(0.08)) return [];
  const submitted = plusDays(day, random.int(1, 12));
  if (submitted >= today) return [];
  const decided = plusDays(submitted, random.weighted([6, 14, 28, 50], [25, 40, 25, 10]) + insurer * 2 + random.int(0, 4));
  if (decided >= today || random.chance(0.02)) return [[id, insurer, submitted, claimed, null, 'Submitted', null, null, null]];
  const status = random.weighted(['Approved', 'Partly approved', 'Rejected'], [insurer === 3 ? 60 : 78, 12, insurer === 3 ? 28 : 9]);
  const approved = status === 'Rejected' ? 0 : status === 'Approved' ? claimed : Math.round(claimed * 0.6);
  const paid = plusDays(decided, random.int(2, 18));
  const reason = status === 'Rejected' ? random.pick(['Waiting period', 'Annual limit reached', 'Missing X-ray', 'Not covered']) : null;
  return [[id, insurer, submitted, claimed, decided, status, approved, approved === 0 || paid >= today || random.chance(0.04) ? null : paid, reason]];
}

function paymentOf(random, { id, day, total, claimed }) {
  const due = total - claimed;
  const paid = plusDays(day, random.weighted([0, 10, 30], [62, 26, 12]));
  if (due <= 0 || paid >= today || random.chance(0.06)) return [];
  return [[id, paid, due, random.weighted(['Card', 'Cash', 'Bank transfer'], [60, 14, 26])]];
}

function recall(random, id) {
  const due = random.day('2026-06-01', '2027-02-28');
  const sent = due < '2026-12-10' && random.chance(0.85) ? plusDays(due, -random.int(24, 40)) : null;
  return [id, due, sent, sent === null ? null : random.weighted(['SMS', 'E-mail', 'Letter'], [55, 35, 10])];
}

function logged(random) {
  return [`${random.day('2026-09-01', '2026-11-15')} ${random.time(7, 19, 1)}:00`, random.pick(['reception1', 'reception2', 'hnavarro', 'mosborne']),
    random.pick(['Patient', 'Appointment', 'Appointment', 'Claim', 'Payment']), random.int(1, 120), random.weighted(['INSERT', 'UPDATE', 'DELETE'], [40, 56, 4])];
}
