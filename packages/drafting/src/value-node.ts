import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/**
 * Returns a value as a YAML node, as if it were parsed: a number keeps its digits as its source. The
 * nodes are numbered in the place of their offsets, so that problems of different values differ.
 */
export function createNode(value: unknown): Node {
  let count = 0;
  const create = (part: unknown): Node => {
    const node = createUnplaced(part, create);
    node.range = [count, count, count];
    count += 1;
    return node;
  };
  return create(value);
}

function createUnplaced(value: unknown, create: (part: unknown) => Node): Node {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(create);
    return list;
  }
  if (typeof value === 'object' && value !== null) {
    const mapping = new YAMLMap();
    mapping.items = Object.entries(value).map(([key, part]) => new Pair(create(key), create(part)));
    return mapping;
  }
  const scalar = new Scalar(value);
  if (typeof value === 'number' || typeof value === 'boolean') scalar.source = String(value);
  return scalar;
}
