// Columns of the types of each engine, with values that are easily changed on the way, and the forms in which they are still the same.
// A form is looked for in the text of the reply, without backslashes, quotes and spaces.

/** A moment is the same with a T or a space, and with any offset that names it. */
const moment = ['2024-02-29T12:34:56.789012', '2024-02-29 12:34:56.789012'];

const postgres = [
  { type: 'bigint', value: "9223372036854775807", forms: ['9223372036854775807'] },
  { type: 'numeric', value: "12345678901234567890.1200", forms: ['12345678901234567890.1200'] },
  { type: 'real', value: "'3.14'", forms: ['3.14'] },
  { type: 'double precision', value: "'0.1'", forms: ['0.1'] },
  { type: 'double precision', value: "'-Infinity'", forms: ['-Infinity'] },
  { type: 'numeric', value: "'NaN'", forms: ['NaN'] },
  { type: 'boolean', value: 'true', forms: ['true'] },
  { type: 'date', value: "'2024-02-29'", forms: ['2024-02-29'], spoils: /2024-02-29T/ },
  { type: 'date', value: "'infinity'", forms: ['infinity'] },
  { type: 'time', value: "'12:34:56.789012'", forms: ['12:34:56.789012', 'Microseconds:45296789012'] },
  { type: 'timestamp', value: "'2024-02-29 12:34:56.789012'", forms: moment },
  { type: 'timestamptz', value: "'2024-02-29 12:34:56.789012+00'", forms: moment },
  { type: 'interval', value: "'1 day 02:00:00.000001'", forms: ['1 day 02:00:00.000001', 'days:1,hours:2,milliseconds:0.001', 'Microseconds:7200000001,Days:1,Months:0'] },
  { type: 'json', value: `'{"n": 12345678901234567890.123}'`, forms: ['{n:12345678901234567890.123}'] },
  { type: 'jsonb', value: `'{"n": 12345678901234567890.123}'`, forms: ['{n:12345678901234567890.123}'] },
  { type: 'bytea', value: "'\\xdeadbeef'", forms: ['xdeadbeef', '3q2+7w==', 'type:Buffer,data:[222,173,190,239]'] },
  { type: 'uuid', value: "'12345678-1234-1234-1234-1234567890ab'", forms: ['12345678-1234-1234-1234-1234567890ab'] },
  { type: 'integer[]', value: "'{1,NULL,3}'", forms: ['{1,NULL,3}', '[1,null,3]'] },
  { type: 'bigint[]', value: "'{9223372036854775807}'", forms: ['9223372036854775807'] },
  { type: 'inet', value: "'10.0.0.7/24'", forms: ['10.0.0.7/24'] },
  { type: 'int4range', value: "'[1,5)'", forms: ['[1,5)', 'Lower:1,Upper:5,LowerType:105,UpperType:101'] },
  { type: 'point', value: "'(1.5,2)'", forms: ['(1.5,2)', '{x:1.5,y:2}'] },
  { type: 'bit varying', value: "B'10110'", forms: ['10110', 'Bytes:sA==,Len:5'] },
  { type: 'tsvector', value: "'fat cat'", forms: ["'cat' 'fat'", 'Word:cat,Positions:null},{Word:fat'] },
  { type: 'text', value: "'é🐈 \"quoted\"'", forms: ['é🐈 "quoted"'] },
];

const mysql = [
  { type: 'tinyint', value: '-128', forms: ['-128'] },
  { type: 'int unsigned', value: '4294967295', forms: ['4294967295'] },
  { type: 'bigint', value: '-9223372036854775808', forms: ['-9223372036854775808'] },
  { type: 'bigint unsigned', value: '18446744073709551615', forms: ['18446744073709551615'] },
  { type: 'decimal(30,10)', value: '12345678901234567890.1200000000', forms: ['12345678901234567890.1200000000'] },
  { type: 'float', value: '3.14', forms: ['3.14'] },
  { type: 'double', value: '0.1', forms: ['0.1'] },
  { type: 'boolean', value: 'true', forms: ['1', 'true'] },
  { type: 'bit(5)', value: "b'10110'", forms: ['x16', '10110', 'Fg==', 'type:Buffer,data:[22]', 'u0016'] },
  { type: 'date', value: "'2024-02-29'", forms: ['2024-02-29'], spoils: /2024-02-29T/ },
  { type: 'datetime(6)', value: "'2024-02-29 12:34:56.789012'", forms: moment },
  { type: 'timestamp(6)', value: "'2024-02-29 12:34:56.789012'", forms: moment },
  { type: 'time(6)', value: "'-120:00:01.000002'", forms: ['-120:00:01.000002'] },
  { type: 'year', value: '2024', forms: ['2024'] },
  { type: 'char(5)', value: "'ab'", forms: ['ab'] },
  { type: 'varchar(50)', value: "'é🐈 \"quoted\"'", forms: ['é🐈 "quoted"'] },
  { type: 'longtext', value: "'line\\nline'", forms: ['line\nline', 'linenline'] },
  { type: 'enum', of: "('happy', 'sad')", value: "'sad'", forms: ['sad'] },
  { type: 'set', of: "('a', 'b')", value: "'a,b'", forms: ['a,b', 'YSxi'] },
  { type: 'json', value: `'{"n": 12345678901234567890.123}'`, forms: ['{n:12345678901234567890.123}'] },
  { type: 'varbinary(8)', value: "x'deadbeef'", forms: ['xdeadbeef', '3q2+7w==', 'type:Buffer,data:[222,173,190,239]'] },
  { type: 'blob', value: "x'00ff'", forms: ['x00ff', 'AP8=', 'type:Buffer,data:[0,255]'] },
  { type: 'uuid', value: "'12345678-1234-1234-1234-1234567890ab'", forms: ['12345678-1234-1234-1234-1234567890ab'] },
  { type: 'inet6', value: "'2001:db8::ff00:42:8329'", forms: ['2001:db8::ff00:42:8329'] },
  { type: 'point', value: "ST_GeomFromText('POINT(1.5 2)')", forms: ['000000000101000000000000000000f83f0000000000000040', '{x:1.5,y:2}', 'type:Point,coordinates:[1.5,2]', 'AAAAAAEBAAAAAAAAAAAA+D8AAAAAAAAAQA=='] },
];

/** SQLite keeps a class with each value; the declared type is what clients go by. */
const sqlite = [
  { type: 'INTEGER', value: '9223372036854775807', forms: ['9223372036854775807'] },
  { type: 'INTEGER', value: '-9007199254740993', forms: ['-9007199254740993'] },
  { type: 'REAL', value: '0.1', forms: ['0.1'] },
  { type: 'REAL', value: '9e999', forms: ['Infinity', '9e999'] },
  { type: 'NUMERIC', value: "'12345678901234567890.12x'", forms: ['12345678901234567890.12x'] },
  { type: 'BOOLEAN', value: '1', forms: ['1', 'true'] },
  { type: 'DATE', value: "'2024-02-29'", forms: ['2024-02-29'], spoils: /2024-02-29T/ },
  { type: 'DATETIME', value: "'2024-02-29 12:34:56.789012'", forms: moment },
  { type: 'TEXT', value: "'é🐈 \"quoted\"'", forms: ['é🐈 "quoted"'] },
  { type: 'JSON', value: `'{"n": 12345678901234567890.123}'`, forms: ['{n:12345678901234567890.123}'] },
  { type: 'BLOB', value: "x'deadbeef'", forms: ['xdeadbeef', '3q2+7w==', 'type:Buffer,data:[222,173,190,239]', '{0:222,1:173,2:190,3:239}'] },
  { type: 'BLOB', value: "x'00ff'", forms: ['x00ff', 'AP8=', 'type:Buffer,data:[0,255]', '{0:0,1:255}'] },
];

/** By engine, as DSNs call it. */
export const kinds = { postgres, mysql, sqlite };

/** The column's definition. */
export function declared({ type, of = '' }, index) {
  return `c${index} ${type}${of}`;
}

/** The text in front of `spoils` has lost what the type says, whatever digits are left: a day is no moment. */
export function isKept({ forms, spoils }, text) {
  const found = bare(text);
  return forms.some((form) => found.includes(bare(form))) && !spoils?.test(text);
}

function bare(text) {
  return text.replaceAll(/[\\"\s]/g, '');
}
