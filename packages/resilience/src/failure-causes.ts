/**
 * The closed table of the causes of failures that are no faults of the program: codes of Postgres,
 * Kafka, sockets, TLS and the file system. An error without a cause here is an internal error.
 * A test of standalone feeds each cause through the command line, the start of a server and a
 * response of HTTP.
 */

/**
 * - `unreachable`: a server or a disk cannot be used at present; the same call may succeed later.
 * - `setting`: a setting, a right or a path is wrong; the call fails until somebody corrects it.
 * - `conflict`: something else uses the resource.
 */
export type FailureKind = 'unreachable' | 'setting' | 'conflict';

/** The part of the installation that fails. */
export type FailureArea = 'postgres' | 'kafka' | 'network' | 'listener' | 'files';

/** One cause. The texts say `{setting}` for the setting that names the failing part. */
export interface FailureCause {
  readonly kind: FailureKind;
  /** A predicate: it reads on from the name of the failing part. */
  readonly predicate: string;
  readonly remedy: string;
}

type CauseTable = Readonly<Record<string, FailureCause>>;

const NO_SPACE = {
  kind: 'unreachable',
  predicate: 'has no space left on its disk',
  remedy: 'Free space there, then try again.',
} as const;
const WRONG_USER = {
  kind: 'setting',
  predicate: 'rejects the user or the password',
  remedy: 'Correct them in {setting}.',
} as const;
const RESTARTING = {
  kind: 'unreachable',
  predicate: 'is starting or stopping',
  remedy: 'Try again when it runs.',
} as const;

/** By SQLSTATE. */
const POSTGRES_CAUSES: CauseTable = {
  '28P01': WRONG_USER,
  '28000': WRONG_USER,
  '3D000': {
    kind: 'setting',
    predicate: 'has no such database',
    remedy: 'Create the database, or correct its name in {setting}.',
  },
  '42501': {
    kind: 'setting',
    predicate: 'denies a right to the user',
    remedy: 'Grant it to the user of {setting}, who needs to own the schemas of Rapporteur.',
  },
  '53300': {
    kind: 'unreachable',
    predicate: 'has too many connections',
    remedy: 'Close some of them, or raise max_connections of the server.',
  },
  '53100': NO_SPACE,
  '57P01': RESTARTING,
  '57P02': RESTARTING,
  '57P03': RESTARTING,
  '25006': {
    kind: 'unreachable',
    predicate: 'is read-only',
    remedy: 'Name the primary server in {setting}.',
  },
};

const NO_ROUTE = {
  kind: 'unreachable',
  predicate: 'cannot be reached over the network',
  remedy: 'Check the network and the firewall, or correct {setting}.',
} as const;
const UNKNOWN_HOST = {
  kind: 'unreachable',
  predicate: 'has a host name that cannot be resolved',
  remedy: 'Correct the name in {setting}, or the name service of this machine.',
} as const;
const DISCONNECTED = {
  kind: 'unreachable',
  predicate: 'closed the connection',
  remedy: 'Try again, and look at its log.',
} as const;
const NOT_TRUSTED = {
  kind: 'setting',
  predicate: 'has a certificate that is not trusted',
  remedy: 'Name the file of its authority in NODE_EXTRA_CA_CERTS, or correct {setting}.',
} as const;
const NO_TLS = {
  kind: 'setting',
  predicate: 'does not speak TLS at this address',
  remedy: 'Correct the protocol, the port or the sslmode in {setting}.',
} as const;
const TOO_MANY_FILES = {
  kind: 'unreachable',
  predicate: 'cannot be opened: this process has too many open files',
  remedy: 'Raise the limit of open files (ulimit -n).',
} as const;

/** By errno of a socket or a name service, or code of TLS. */
const NETWORK_CAUSES: CauseTable = {
  ECONNREFUSED: {
    kind: 'unreachable',
    predicate: 'does not run at this address',
    remedy: 'Start it, or correct {setting}.',
  },
  ENOTFOUND: UNKNOWN_HOST,
  EAI_AGAIN: UNKNOWN_HOST,
  ETIMEDOUT: NO_ROUTE,
  EHOSTUNREACH: NO_ROUTE,
  ENETUNREACH: NO_ROUTE,
  EHOSTDOWN: NO_ROUTE,
  ENETDOWN: NO_ROUTE,
  EADDRNOTAVAIL: NO_ROUTE,
  ECONNRESET: DISCONNECTED,
  ECONNABORTED: DISCONNECTED,
  EPIPE: DISCONNECTED,
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  CERT_HAS_EXPIRED: NOT_TRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: NOT_TRUSTED,
  NO_TLS,
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
};

/** By errno of a server that begins to listen. */
const LISTENER_CAUSES: CauseTable = {
  EADDRINUSE: {
    kind: 'conflict',
    predicate: 'is in use',
    remedy: 'Stop the other program, or set RAPPORTEUR_PORT (0 chooses a free port).',
  },
  EADDRNOTAVAIL: {
    kind: 'setting',
    predicate: 'cannot be used: this machine does not have the address',
    remedy: 'Correct RAPPORTEUR_HOST.',
  },
  ENOTFOUND: {
    kind: 'setting',
    predicate: 'cannot be used: the host name cannot be resolved',
    remedy: 'Correct RAPPORTEUR_HOST.',
  },
  EAI_AGAIN: {
    kind: 'setting',
    predicate: 'cannot be used: the host name cannot be resolved',
    remedy: 'Correct RAPPORTEUR_HOST.',
  },
  EINVAL: {
    kind: 'setting',
    predicate: 'cannot be used: the address is not one to listen on',
    remedy: 'Correct RAPPORTEUR_HOST.',
  },
  EACCES: {
    kind: 'setting',
    predicate: 'is not allowed for this account',
    remedy: 'Set RAPPORTEUR_PORT to a port from 1024.',
  },
};

const DENIED = {
  kind: 'setting',
  predicate: 'is not accessible to this account',
  remedy: 'Change its rights, or correct {setting}.',
} as const;

/** By errno of the file system. */
const FILE_CAUSES: CauseTable = {
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: {
    kind: 'setting',
    predicate: 'is on a file system that is read-only',
    remedy: 'Correct {setting}.',
  },
  ENOENT: {
    kind: 'setting',
    predicate: 'does not exist, or its folder does not',
    remedy: 'Create it, or correct {setting}.',
  },
  EISDIR: {
    kind: 'setting',
    predicate: 'is a folder, not a file',
    remedy: 'Correct {setting}.',
  },
  ENOTDIR: {
    kind: 'setting',
    predicate: 'has a file in the place of a folder',
    remedy: 'Correct {setting}.',
  },
  EEXIST: {
    kind: 'setting',
    predicate: 'exists already, or has a file in the place of a folder',
    remedy: 'Remove that, or correct {setting}.',
  },
  ELOOP: {
    kind: 'setting',
    predicate: 'is a symbolic link that leads to itself',
    remedy: 'Correct {setting}.',
  },
  ENAMETOOLONG: {
    kind: 'setting',
    predicate: 'has a name that is too long',
    remedy: 'Correct {setting}.',
  },
  ENXIO: {
    kind: 'setting',
    predicate: 'is a device or a pipe that cannot be used',
    remedy: 'Correct {setting}.',
  },
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  EFBIG: NO_SPACE,
  EIO: {
    kind: 'unreachable',
    predicate: 'is on a disk with an error',
    remedy: 'Check the disk, then try again.',
  },
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  EPIPE: {
    kind: 'unreachable',
    predicate: 'was closed by its reader',
    remedy: 'Try again, and read it to its end.',
  },
};

const NOT_AUTHORIZED = {
  kind: 'setting',
  predicate: 'denies a right to the user',
  remedy: 'Let the user of {setting} describe, read and write the topic, and write idempotently.',
} as const;

/** By error code of the protocol of Kafka. */
const KAFKA_CAUSES: CauseTable = {
  29: NOT_AUTHORIZED,
  30: NOT_AUTHORIZED,
  31: NOT_AUTHORIZED,
  33: {
    kind: 'setting',
    predicate: 'does not support this SASL mechanism',
    remedy: 'Name one of its mechanisms as ?sasl= in {setting}.',
  },
  34: WRONG_USER,
  53: NOT_AUTHORIZED,
  58: WRONG_USER,
};

/** The table, by the part that fails and the code of its driver or of the system. */
export const FAILURE_CAUSES: Readonly<Record<FailureArea, CauseTable>> = {
  postgres: POSTGRES_CAUSES,
  kafka: KAFKA_CAUSES,
  network: NETWORK_CAUSES,
  listener: LISTENER_CAUSES,
  files: FILE_CAUSES,
};
