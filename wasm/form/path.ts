// Paths of facts, `[LEVEL:ID/][PERIOD/]FACT`, as forms and verdicts write them.

/** A path taken apart. */
export interface Path {
  /** Whose fact, where the path says so. */
  body?: { level: string; id: string };
  period?: string;
  /** The fact of a body, or the population. */
  name: string;
  /** Id of the member of the population. */
  member?: string;
  /** The fact of the members, or of this one. */
  fact?: string;
}

const WORD = String.raw`[\p{Alphabetic}\p{N}_-]+`;
const ID = String.raw`"(?:[^"\\]|\\.)*"|${WORD}`;
const PATH = new RegExp(
  String.raw`^(?:(${WORD}):(${ID})/)?(?:(${WORD}(?:\.\.${WORD})?)/)?(${WORD})(?:\[(${ID})\])?(?:\.(${WORD}))?$`,
  'u',
);
const BARE = new RegExp(`^${WORD}$`, 'u');

/** Takes a path apart; none where the text is not one. */
export function readPath(text: string): Path | undefined {
  const found = PATH.exec(text);
  if (!found) return undefined;
  const [, level, id, period, name = '', member, fact] = found;
  return {
    ...(level !== undefined && id !== undefined && { body: { level, id: bare(id) } }),
    ...(period !== undefined && { period }),
    name,
    ...(member !== undefined && { member: bare(member) }),
    ...(fact !== undefined && { fact }),
  };
}

/** Writes a path, the period left out where it is `but`. */
export function writePath(path: Path, but?: string): string {
  const body = path.body ? `${path.body.level}:${quoted(path.body.id)}/` : '';
  const period = path.period === undefined || path.period === but ? '' : `${path.period}/`;
  return `${body}${period}${keyOf(path)}${path.fact === undefined ? '' : `.${path.fact}`}`;
}

/** The path of a population, out of that of a member or of its fact. */
export function populationPath(path: Path): string {
  const { member: _, fact: __, ...population } = path;
  return writePath(population);
}

/** The path of the member whose fact a path is; none of others. */
export function memberOf(text: string): string | undefined {
  const path = readPath(text);
  if (path?.member === undefined) return undefined;
  const { fact: _, ...member } = path;
  return writePath(member);
}

/** The path of a member's fact, `hamlet_heads[h2].trained`, out of that of the column, `hamlet_heads.trained`. */
export function memberPath(column: string, member: string): string {
  const dot = column.lastIndexOf('.');
  return `${column.slice(0, dot)}[${quoted(member)}]${column.slice(dot)}`;
}

const keyOf = ({ name, member }: Path): string => (member === undefined ? name : `${name}[${quoted(member)}]`);

const quoted = (id: string): string => (BARE.test(id) ? id : `"${id.replace(/["\\]/g, '\\$&')}"`);

const bare = (id: string): string => (id.startsWith('"') ? id.slice(1, -1).replace(/\\(.)/gu, '$1') : id);
