// Gradient-boosted trees for a probability (logistic loss, histogram splits), and its isotonic correction.
const options = { trees: 300, depth: 2, rate: 0.08, leafMin: 25, bins: 32, ridge: 1 };

/** In the shape of `Tree` in src/instant/rank/confidence.ts. */
export function fitTrees(rows, labels) {
  const columns = rows[0].map((_, index) => binned(rows.map((row) => row[index])));
  const positive = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const base = Math.log(positive / (1 - positive));
  const scores = new Float64Array(rows.length).fill(base);
  const trees = [];
  for (let count = 0; count < options.trees; count += 1) {
    const tree = grow(columns, labels, scores);
    if (tree.feature.length === 0) break;
    trees.push(tree);
  }
  return { base, trees };
}

function binned(values) {
  const distinct = [...new Set(values)].toSorted((a, b) => a - b);
  const ordered = values.toSorted((a, b) => a - b);
  const cuts = distinct.length <= options.bins
    ? distinct.slice(1).map((value, index) => (value + distinct[index]) / 2)
    : [...new Set(Array.from({ length: options.bins - 1 }, (_, bin) => ordered[Math.floor((values.length * (bin + 1)) / options.bins)]))];
  return { cuts, bins: Uint8Array.from(values, (value) => cuts.findLastIndex((cut) => value > cut) + 1) };
}

function grow(columns, labels, scores) {
  const slopes = labels.map((label, index) => label - sigmoid(scores[index]));
  const curves = labels.map((_, index) => sigmoid(scores[index]) * (1 - sigmoid(scores[index])));
  const tree = { feature: [], threshold: [], left: [], right: [], leaf: [] };
  const total = (members, list) => members.reduce((sum, member) => sum + list[member], 0);
  const leaf = (members) => {
    const value = (options.rate * total(members, slopes)) / (total(members, curves) + options.ridge);
    for (const member of members) scores[member] += value;
    tree.leaf.push(round(value));
    return -tree.leaf.length;
  };
  const node = (members, depth) => {
    const split = depth > 0 ? bestSplit(members, columns, slopes, curves) : undefined;
    if (!split) return leaf(members);
    const index = tree.feature.push(split.column) - 1;
    tree.threshold.push(round(columns[split.column].cuts[split.bin]));
    const { bins } = columns[split.column];
    tree.left[index] = node(members.filter((member) => bins[member] <= split.bin), depth - 1);
    tree.right[index] = node(members.filter((member) => bins[member] > split.bin), depth - 1);
    return index;
  };
  node(labels.map((_, index) => index), options.depth);
  return tree;
}

function bestSplit(members, columns, slopes, curves) {
  const slope = members.reduce((sum, member) => sum + slopes[member], 0);
  const curve = members.reduce((sum, member) => sum + curves[member], 0);
  const gainOf = (part, weight) => (part * part) / (weight + options.ridge);
  let best;
  for (const [column, { cuts, bins }] of columns.entries()) {
    const sums = cuts.map(() => ({ slope: 0, curve: 0, count: 0 }));
    for (const member of members) {
      const sum = sums[bins[member]];
      if (!sum) continue;
      sum.slope += slopes[member];
      sum.curve += curves[member];
      sum.count += 1;
    }
    const left = { slope: 0, curve: 0, count: 0 };
    for (const [bin, sum] of sums.entries()) {
      left.slope += sum.slope;
      left.curve += sum.curve;
      left.count += sum.count;
      if (left.count < options.leafMin || members.length - left.count < options.leafMin) continue;
      const gain = gainOf(left.slope, left.curve) + gainOf(slope - left.slope, curve - left.curve) - gainOf(slope, curve);
      if (gain > (best?.gain ?? 1e-3)) best = { column, bin, gain };
    }
  }
  return best;
}

/** Pool-adjacent-violators; blocks of less than forty examples are too small to be believed. */
export function isotonic(raws, labels) {
  const blocks = [];
  for (const [raw, label] of raws.map((value, index) => [value, labels[index]]).toSorted((a, b) => a[0] - b[0])) {
    blocks.push({ from: raw, to: raw, sum: label, count: 1 });
    while (blocks.length > 1 && rateOf(blocks.at(-2)) >= rateOf(blocks.at(-1))) join(blocks);
  }
  const large = [];
  for (const block of blocks) {
    large.push({ ...block });
    if (large.length > 1 && (large.at(-1).count < 40 || large.at(-2).count < 40)) join(large);
  }
  return large.map(({ from, to, sum, count }) => [round((from + to) / 2), round((sum + 0.5) / (count + 1))]).filter(([, rate], index, all) => index === 0 || rate >= all[index - 1][1]);
}

function rateOf({ sum, count }) {
  return sum / count;
}

function join(blocks) {
  const last = blocks.pop();
  const before = blocks.at(-1);
  before.to = last.to;
  before.sum += last.sum;
  before.count += last.count;
}

function sigmoid(value) {
  return 1 / (1 + Math.exp(-value));
}

function round(value) {
  return Math.round(value * 1e5) / 1e5;
}
