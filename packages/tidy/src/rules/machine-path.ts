import { findLines, type Rule } from '../tree-file.ts';

const MACHINE_PATH = /(?<![\w.~])\/(?:work|root|home|Users|tmp)\/[\w.-]+/;
const REGISTRY_HOST =
  /https?:\/\/[^\s"'/]*(?:registry|npmjs|verdaccio|artifactory|nexus)[^\s"'/]*/i;
const LOCKED_TARBALL = /tarball:\s*\S*:\/\//;

/** Nothing in the tree names a folder of one machine, or the host that packages were fetched from. */
export const treeNamesNoMachine: Rule = (files) =>
  files.flatMap((file) => [
    ...findLines(file, MACHINE_PATH, (path) => `names a folder of one machine: ${path}`),
    ...findLines(file, REGISTRY_HOST, (host) => `names a package host: ${host}`),
    ...(file.path === 'pnpm-lock.yaml'
      ? findLines(file, LOCKED_TARBALL, () => 'locks a package to one host')
      : []),
  ]);
