/** A rule text: a file's name, which other texts may `use`, and what it says. */
export interface RuleText {
  name: string;
  text: string;
}
