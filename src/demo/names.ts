/** Words that the demo shop is made of. All people and firms are invented. */
type List = readonly [string, ...string[]];

const list = (text: string): List => text.trim().split(/\s*,\s*/) as unknown as List;

export const firstNames = list('Anna, Ben, Carla, David, Elena, Felix, Greta, Henry, Ines, Jonas, Karin, Lucas, Maria, Noah, Olivia, Paul, Rosa, Samuel, Tara, Victor, Alice, Bruno, Chloe, Daniel, Emma, Francis, Grace, Hugo, Iris, Jack, Lena, Martin, Nina, Oscar, Petra, Quentin, Ruth, Simon, Theresa, Yuki');
export const lastNames = list('Adler, Bauer, Costa, Dubois, Eriksen, Fischer, Garcia, Hansen, Ivanov, Jensen, Keller, Laurent, Meyer, Novak, Olsen, Petrov, Rossi, Schmidt, Tanaka, Weber, Brown, Clark, Davies, Evans, Green, Hughes, Johnson, King, Lewis, Morris, Nelson, Parker, Roberts, Scott, Taylor, Walker, Young, Moreau, Silva, Nowak');
export const streets = list('Station Road, Park Street, Mill Lane, High Street, Garden Avenue, Church Road, River Walk, School Lane, Market Square, Forest Way');

export interface Place {
  readonly country: string;
  readonly cities: List;
  readonly weight: number;
}

export const places: readonly [Place, ...Place[]] = [
  { country: 'Germany', cities: list('Berlin, Hamburg, Munich, Cologne, Leipzig'), weight: 26 },
  { country: 'France', cities: list('Paris, Lyon, Marseille, Lille'), weight: 18 },
  { country: 'United Kingdom', cities: list('London, Manchester, Leeds, Bristol'), weight: 16 },
  { country: 'Spain', cities: list('Madrid, Barcelona, Valencia, Seville'), weight: 11 },
  { country: 'Italy', cities: list('Rome, Milan, Turin, Naples'), weight: 10 },
  { country: 'Netherlands', cities: list('Amsterdam, Rotterdam, Utrecht'), weight: 7 },
  { country: 'Poland', cities: list('Warsaw, Krakow, Gdansk'), weight: 5 },
  { country: 'Sweden', cities: list('Stockholm, Gothenburg, Malmo'), weight: 4 },
  { country: 'Switzerland', cities: list('Zurich, Geneva, Basel'), weight: 2 },
  { country: 'Japan', cities: list('Tokyo, Osaka'), weight: 1 },
];

/** Parent category, its children, and the nouns and price range of their products. */
export const assortment: readonly { readonly parent: string; readonly children: readonly { readonly name: string; readonly nouns: List; readonly price: readonly [number, number] }[] }[] = [
  { parent: 'Electronics', children: [
    { name: 'Laptops', nouns: list('Notebook, Ultrabook, Workstation'), price: [549, 2400] },
    { name: 'Phones', nouns: list('Smartphone, Phone Case, Charger'), price: [12, 1100] },
    { name: 'Audio', nouns: list('Headphones, Speaker, Soundbar, Microphone'), price: [19, 480] },
  ] },
  { parent: 'Home', children: [
    { name: 'Kitchen', nouns: list('Kettle, Toaster, Pan, Knife Set, Blender'), price: [14, 260] },
    { name: 'Furniture', nouns: list('Desk, Chair, Shelf, Lamp, Sofa'), price: [35, 1250] },
    { name: 'Garden', nouns: list('Hose, Planter, Grill, Lawn Mower'), price: [9, 640] },
  ] },
  { parent: 'Sports', children: [
    { name: 'Running', nouns: list('Running Shoes, Shorts, Watch'), price: [18, 320] },
    { name: 'Cycling', nouns: list('Road Bike, Helmet, Bike Light, Jersey'), price: [15, 2100] },
    { name: 'Camping', nouns: list('Tent, Sleeping Bag, Backpack, Stove'), price: [22, 410] },
  ] },
  { parent: 'Books', children: [
    { name: 'Fiction', nouns: list('Novel, Short Stories, Thriller'), price: [6, 32] },
    { name: 'Cooking', nouns: list('Cookbook, Baking Book'), price: [12, 45] },
    { name: 'Travel', nouns: list('Travel Guide, Atlas'), price: [9, 60] },
  ] },
];

export const brands = list('Aurora, Borealis, Cobalt, Delta, Ember, Fjord, Granite, Harbor, Indigo, Juniper, Kestrel, Lumen, Maple, Nimbus, Orchid, Pinnacle');
export const departments = list('Sales, Support, Logistics, Marketing, Finance');
export const carriers = list('DHL, UPS, DPD, GLS, FedEx');
export const returnReasons = list('damaged, wrong item, too small, too large, changed mind, late delivery');
export const reviewTitles: readonly [List, List, List] = [
  list('Disappointed, Broke after a week, Not as described, Poor quality'),
  list('It is okay, Average, Does the job, Could be better'),
  list('Excellent, Very happy, Great value, Highly recommended, Love it'),
];
