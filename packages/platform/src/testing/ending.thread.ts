/**
 * A thread of projectors that ends while it projects certain events, each of them once. The folder
 * of `ENDS_FOLDER` has a file for each of these events, named after its sequence number.
 */
import 'reflect-metadata';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Projection } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { runProjectorThread } from '../projector/run-projector-thread.ts';

const { ENDS_FOLDER = '' } = process.env;

function endAtFiles(projection: Projection): Projection {
  return {
    ...projection,
    project: (event) => {
      if (removeFile(join(ENDS_FOLDER, String(event.envelope.pseq)))) process.exit(9);
      return projection.project(event);
    },
  };
}

function removeFile(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch {
    return false;
  }
}

await runProjectorThread(READ_MODELS.map(endAtFiles));
