// Names of people for all databases.

const given = `Abigail Adrian Agnes Alan Alice Amara Andrea Anton Arjun Beatrice Bernard Boris Bruno Carla Carmen Cedric Chloe Clara
Claude Connor Dagmar Dana Darius Delia Derek Dora Edith Edgar Elena Elias Ellen Emil Erika Esther Eugene Farah Felix Fergus Flora
Frank Freya Gavin Gemma Gerald Gina Greta Gwen Hakim Hanna Harold Hazel Hector Helga Henry Imogen Ingrid Irene Isaac Ivan Ivy
Jasmine Joel Johan Josie Judith Julian Karen Kasper Kira Lara Leah Leonard Lena Lionel Lorna Louis Lucia Magnus Maria Martha Max
Mila Miriam Moira Morten Nadia Nigel Nina Noah Olga Oscar Otto Pablo Paula Percy Petra Philip Priya Quentin Rafael Ramona Rosa
Rupert Sabine Salma Samuel Selma Silas Simone Stella Sven Tamara Tessa Theo Tilda Tobias Ursula Vera Victor Wanda Wilma Xavier
Yara Yusuf Zelda Zoe`.split(/\s+/);

const family = `Abbott Acheampong Albrecht Ansell Archer Ashby Atkins Bakker Barlow Becker Bellamy Benson Bianchi Blackwood Bolton
Booth Bramley Briggs Burgess Calloway Carver Castillo Chandra Claridge Coleman Conti Cooke Crane Dalton Darby Dawson Delgado Dixon
Drummond Duarte Dupont Eastwood Egan Eklund Ellison Engel Fairley Farrow Fenton Fischer Fonseca Forbes Frost Gallagher Garner
Gibbs Goodwin Granger Greco Grimshaw Hadley Halloran Hansen Harding Hartmann Haynes Hewitt Hoffman Holloway Ibrahim Ingram Jansen
Jennings Kaplan Kaur Keller Kendall Kirby Klein Kovacs Lambert Larsen Lawson Lindgren Lombard Lowry Lund Madsen Marlow Mercer
Molina Moreau Nakamura Navarro Neville Novak Nyman Oakley Obi Olsen Ortega Osborne Palmer Parrish Patel Pereira Petrov Pike Porter
Prescott Quirke Radford Ramsey Reeves Rinaldi Rossi Rowley Sandoval Santos Schmidt Sharpe Silva Soto Stanton Stokes Sutter Tanaka
Tate Thackeray Torres Underhill Valdez Vaughn Vega Vogel Wagner Walden Weaver Weiss Whitaker Winslow Yilmaz York Zeller`.split(/\s+/);

/** A maker of pairs of given and family name, none of them twice. */
export function people(random) {
  const used = new Set();
  return function person() {
    for (;;) {
      const pair = [random.pick(given), random.pick(family)];
      if (!used.has(pair.join(' '))) {
        used.add(pair.join(' '));
        return pair;
      }
    }
  };
}
