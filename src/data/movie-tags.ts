/**
 * What the users' tags of ml-latest-small say about a movie. They are few (3,683, many of one user)
 * and mixed with opinions and chores (`in netflix queue`), so only what is named here becomes a tag;
 * after the colon stand other spellings of the same idea.
 */
const VOCABULARY = `
1920s
1950s
1960s
1970s
1980s
adolescence: coming of age
adultery
aliens: alien
anime
assassination
atmospheric
baseball
Bible
boxing
business
Christmas
cold war
court: courtroom, lawyer, lawyers
cult film: cult classic
cyberpunk
dark comedy: black comedy, dark humor
dinosaurs
Disney: pixar
drugs
dystopia
England
espionage: spy, spies
family
feel-good: heartwarming
friendship
gambling
gangsters: gangster
ghosts: ghost
gothic
gritty
heist
high school
Holocaust
India
Jane Austen
journalism
kidnapping
mafia
magic
martial arts
mental illness
military
multiple storylines
music
mystery
New York
parody: spoof
philosophical: philosophy
police
politics
post-apocalyptic
prison
psychology: psychological
quirky
racism
religion
revenge
road trip
robots
romance
satire
serial killer
Shakespeare
slavery
small town
space
sports
stylized
submarine
superhero: superheroes, comic book
surreal: dreamlike, hallucinatory
surveillance
suspense: suspenseful
swashbuckler: pirates
teacher
tearjerker: sad
terrorism
thought-provoking
time travel
trains: train
twist ending: twist
vampires: vampire
Vietnam
wedding
witty: clever
World War II: wwii
zombies
`;

const TAG_OF_SPELLING: ReadonlyMap<string, string> = new Map(
  VOCABULARY.trim()
    .split('\n')
    .flatMap((line): [string, string][] => {
      const [tag, others = ''] = line.split(': ') as [string, string?];
      const spellings = [tag, ...others.split(', ').filter((spelling) => spelling !== '')];
      return spellings.map((spelling) => [spelling.toLowerCase(), tag]);
    }),
);

/** The tag that a user's words stand for, or undefined where they say nothing that helps others. */
export function tagOfWords(words: string): string | undefined {
  return TAG_OF_SPELLING.get(words.trim().toLowerCase());
}
