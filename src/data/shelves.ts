/**
 * The tags that readers' shelves stand for, each with the other spellings of the same idea. Shelves
 * say far more about the reader (`to-read`, `owned`, `read-in-2014`, `5-stars`, an author's name) than
 * about the book, and there are 34,000 of them: only what is named here becomes a tag.
 */
const VOCABULARY = `
abuse: child-abuse
action
addiction: drugs, alcoholism
adoption: orphans
adventure: action-adventure, avventura
Africa: african
African American: african-american-literature, african-american-lit, african-american-fiction
aliens: alien
alternate history: alternative-history, alt-history
American history: us-history, u-s-history, history-american
American literature: american-lit, american-classics, american-fiction, americana
American South: the-south, southern, southern-fiction, southern-lit, southern-literature
ancient history: ancient, ancient-world, antiquity
ancient Greece
ancient Rome: romans
angels: angel, fallen-angels, angels-demons, angels-and-demons
animals: animal, animal-stories, animal-books, animal-fiction, talking-animals, animal-fantasy
anthology: anthologies
anthropology
art: arts, art-books, art-design
art history
Arthurian
artificial intelligence
Asia: asian, asian-literature, asian-lit, east-asia, south-asia
assassins: assassin
astronomy
Australia: australian, australian-author, australian-authors
banned books: banned
billionaires: billionaire
biography: biographies, bio, bios, biographical, biography-memoir, biography-memoirs, biographies-memoirs, history-biography
biology
boarding school
books about books
British literature: british-lit, brit-lit, english-literature, english-lit, british-fiction
Buddhism
bullying
business: business-books, biz, management, business-management, business-finance
California
Canada: canadian, canadian-literature, canadian-lit, canlit, canadian-authors, canadian-author, can-lit
cats
chick lit: chick-lit, chicklit, chic-lit, chick, chick-lit-romance
children's: children, childrens, children-s, kids, childrens-books, children-s-books, kids-books, children-s-literature, children-s-lit, childrens-lit, childrens-literature, kid-lit, kidlit, children-s-fiction, childrens-fiction, juvenile, juvenile-fiction, children-books, kid-books, for-kids
chapter books: chapter-book
China: chinese
Christian: christianity, christian-books, christian-living, christian-non-fiction, christian-nonfiction, christian-life
Christian fiction: christianfiction, fiction-christian, christian-novels
Christmas: christmas-books
civil rights: civil-rights
Civil War
classics: classic, classic-literature, classic-lit, classic-fiction, the-classics, modern-classics, clàssics, classici, clásicos
Cold War
college: college-romance, university
comedy
comics: comic, comic-books, comic-book, comix, comicbooks, sequential-art, cómics, cómic, bd
coming of age: bildungsroman
conspiracy
contemporary: contemporary-fiction, contemporary-lit, contemporary-literature
cooking: cookbooks, cookbook, food-cooking, cooking-food, cook-books
courtroom: legal, legal-thriller, legal-thrillers, law, lawyers, courtroom-drama
cozy mystery: cozy-mysteries, cozy, mystery-cozy
creativity
crime: crime-fiction, krimi, policier, gialli, crime-novels
current events: current-affairs
cyberpunk: cyber-punk
dark fantasy: grimdark
dark humor: black-humor, black-comedy
DC comics: dc, dc-comics, comics-dc
death: dying, death-and-dying
demons: demon
depression
detective: detectives, detective-fiction, detective-stories, mystery-detective, private-investigator, sleuths, whodunit, whodunnit
diary: diaries
disability: disabilities
dogs: dog
dragons: dragon
drama
dystopia: dystopian, dystopias, distopia, distopian, dystopian-fiction, dystopian-novels, ya-dystopian, ya-dystopia
economics: economy, economics-business, economics-finance, econ
education: teaching
Egypt
elves
England
entrepreneurship: entrepreneur, startup, startups
environment: ecology, environmental
epic fantasy: fantasy-epic, heroic-fantasy, high-fantasy, fantasy-high
epistolary
erotica: erotic, smut, erotic-romance, steamy, erotica-romance
espionage: spy, spies, spy-thriller, spy-novels, spy-fiction, spy-thrillers, spy-novel, spy-books
essays: essay
ethics
evolution
existentialism
faeries: fae, fairies, fairy, fey, faerie, faery
fairy tales: fairy-tale, fairytales, fairytale
family: families, family-relationships, family-drama, dysfunctional-family, dysfunctional-families
family saga: saga, sagas, family-sagas
fantasy: fantasía, fantasia, genre-fantasy, fantasy-fiction, fiction-fantasy, modern-fantasy
feminism: feminist, gender, gender-studies, women-s-studies
finance: money, investing, financial
folklore: myths-and-legends
food: foodie, food-writing, food-books, culinary, food-and-drink
forbidden love
France: french, paris, french-literature, french-lit
friendship: friends
funny: humor, humour, humorous, hilarious, laugh-out-loud, lol
gardening
Germany: german, german-literature, german-lit
ghosts: ghost, ghost-stories, ghost-story
gothic: gothic-fiction, gothic-horror, southern-gothic
graphic novels: graphic-novel, graphic, graphicnovels, graphicnovel, graphics, graphic-novels-comics, comics-graphic-novels, graphic-novel-comic
Greek mythology
grief
hard science fiction: hard-sci-fi, hard-sf, hard-science-fiction
health: medical, medicine, nutrition, wellness
high school
historical fiction: historical, historic-fiction, historical-novels, historical-novel, historicalfiction, fiction-historical, historical-fic, historicals, hist-fic
historical fantasy
historical mystery: historical-mysteries, mystery-historical
historical romance: romance-historical, historic-romance, historical-romances
history: world-history, history-books, history-nonfiction, history-non-fiction, general-history, non-fiction-history, nonfiction-history, historical-non-fiction, historical-nonfiction
Holocaust
horror: horror-fiction, scary, creepy, fiction-horror, spooky
immigrants: immigration, immigrant-experience
India: indian, indian-authors, indian-literature, indian-author, indian-fiction, indian-lit
inspirational: inspiration, inspiring
Ireland: irish, irish-literature, irish-lit
Islam
Italy: italian
Japan: japanese, japanese-literature, japanese-lit, japanese-fiction
Jewish: judaism, israel
journalism
kidnapping: kidnapped
Latin America: latin-american, latin-american-literature, latin-american-lit, south-america, south-american, literatura-latinoamericana
leadership: business-leadership
LGBT: lgbtq, lgbtqa, lgbtqia, glbt, glbtq, queer, queer-lit, gay, lesbian, m-m, mm
literary fiction: literary, literature, lit
London
love triangle: love-triangles
mafia
magic: magical, fantasy-magic, wizards
magical realism: magic-realism
manga: mangas, manga-comics, manga-manhwa, manga-anime, mangá, shojo, shoujo, shoujo-manga, shounen, shonen
marketing
marriage: marriage-of-convenience
Marvel: marvel-comics, x-men, avengers
math: mathematics
medieval: middle-ages, medieval-fantasy
memoir: memoirs, autobiography, autobiographies, auto-biography, autobiography-memoir, memoir-autobiography, autobiographical, memoir-biography, biography-autobiography, biographies-and-memoirs, biography-and-memoir
mental health: mental-illness
Middle East
middle grade: middle-grades, middle-grade-fiction, middle-school, mg, tween
military: war-military, military-fiction, military-thriller
military history
military science fiction: military-sf, military-sci-fi
monsters
motherhood: pregnancy, parenting
murder: murder-mystery, murder-mysteries
music: musicians, musician
mystery: mysteries, mistery, classic-mystery, mystery-series
mythology: myth, myths, gods, gods-goddesses, gods-and-goddesses
Native American: native-americans
nature: outdoors, natural-history
neuroscience: brain, cognitive-science
new adult: new-adult-romance, na
New England
New York: new-york-city, nyc
noir: hard-boiled
nonfiction: non-fiction, non-fic, nonfic, general-nonfiction, general-non-fiction, adult-non-fiction, adult-nonfiction
Nordic crime: nordic-noir, scandinavian-crime, scandinavian-mystery, deckare
novella: novellas
paranormal: paranormal-fantasy, paranormal-fiction, supernatural
paranormal romance: pnr, romance-paranormal, para-romance, paranormal-romances, vampire-romance
personal development: personal-growth, self-improvement, self-development, improvement
philosophy: philosophical, filosofia, filosofía, philosophie, political-philosophy
physics
picture books: picture-book, picturebooks, picture, children-s-picture-books, childrens-picture-books, picturebook, kids-picture-books
pirates: nautical
plays: play, theatre, theater, teatro, drama-plays, scripts
poetry: poems, poesia, verse, poetry-plays
police: police-procedural, cops, law-enforcement, procedural
politics: political, political-science, government, political-theory
political thriller: political-thrillers
popular science: pop-science, pop-sci
post-apocalyptic: apocalyptic, apocalypse, post-apocalypse, end-of-the-world
postmodern: postmodernism, post-modern, metafiction
princesses: princess, royalty, royals
prison
productivity
psychology: psych, psychological, social-psychology
psychological thriller: psychological-thrillers
race: racism, race-relations
realistic: realistic-fiction
Regency: regency-romance, romance-regency
relationships
religion: religious, religion-spirituality, theology, faith, religion-philosophy
retellings: retelling, fairy-tale-retellings, fairytale-retellings, fairy-tale-retelling
revenge
road trip
rock stars: rock-star, rockstar, rockstars, rockers
romance: romances, love-story, love-stories, romantic, adult-romance, romance-novels, love, genre-romance
contemporary romance: romance-contemporary, contemp-romance, contemp
romantic comedy: rom-com
romantic suspense: romance-suspense, suspense-romance
Russia: russian, russian-literature, russian-lit, russian-classics, russians
satire
Scandinavia: scandinavian, swedish, sweden, scandinavian-literature, nordic
school
science: sciences, general-science, science-nature, non-fiction-science
science fiction: sci-fi, scifi, sf, sciencefiction, classic-sci-fi, fantascienza, ciencia-ficción, ciencia-ficcion, futuristic
Scotland: scottish, highlander, highlanders
self-help: selfhelp, self, psychology-self-help
serial killers: serial-killer
sexuality: sex
Shakespeare
shapeshifters: shifters, shifter, shapeshifter, shape-shifters, weres
Sherlock Holmes
short stories: short-story, shorts, short-fiction, short-story-collections, short-story-collection, shortstories, stories, racconti
sisters: siblings
slavery
small town
social justice: human-rights, social-issues
sociology: social-science, social-sciences, society, social, cultural-studies, culture
space: space-travel
space opera
Spain: spanish, spanish-literature
speculative fiction: speculative, spec-fic
spirituality: spiritual, spirit, new-age, spiritual-growth
sports: sport, football, baseball, sports-romance, athletes
Star Wars
steampunk: steam-punk
strong heroine: kick-ass-heroine, kick-ass-heroines, kickass-heroine, strong-women, girl-power, strong-female, female-protagonist
suicide
summer: beach-reads, beach-read, beach
superheroes: superhero, super-heroes, super-hero, superpowers, superhero-comics
survival
suspense: suspence
sword and sorcery
tear-jerker: made-me-cry, tear-jerkers, sad, heartbreaking, tragedy, emotional
techno-thriller
technology: tech, science-technology, computers
terrorism: terror
thriller: thrillers, action-thriller, suspense-thriller, thriller-suspense
time travel: timetravel
travel: travel-writing, travelogue, travel-books, wanderlust
true crime: true-crimes
true story: true-stories, real-life
Tudors: tudor, tudor-england
urban fantasy: fantasy-urban, uf, urban
utopia
vampires: vampire, vamps, vampire-books, vampire-fiction, vamp, vampiros, paranormal-vampires
Victorian: victorian-literature
Vietnam: vietnam-war
war: wars, warfare
werewolves: werewolf, wolves
western: westerns, american-west
witches: witch, witchcraft, witches-wizards
women's fiction: womens-fiction, women, women-s, women-s-lit
World War I: wwi, ww1, world-war-one, world-war-1
World War II: wwii, ww2, ww-ii, world-war-2, world-war-two
writing
young adult: ya, teen, young-adult-fiction, ya-fiction, ya-books, ya-lit, youngadult, teen-fiction, young-adult-books, y-a, young-adults, teens, teen-books, youth, ya-contemporary, ya-romance, ya-fantasy, ya-paranormal
zombies: zombie
`;

/** Tag of each shelf. */
const TAG_OF_SHELF: ReadonlyMap<string, string> = new Map(
  VOCABULARY.trim().split('\n').flatMap(shelvesOfLine),
);

function shelvesOfLine(line: string): [string, string][] {
  const [tag, others = ''] = line.split(': ') as [string, string?];
  const shelves = [shelfOf(tag), ...others.split(', ').filter((shelf) => shelf !== '')];
  return shelves.map((shelf) => [shelf, tag]);
}

/** A tag as readers spell it on a shelf: `children's` is `children-s`. */
function shelfOf(tag: string): string {
  return tag.toLowerCase().replace(/[ ']/g, '-');
}

/** The tag that a shelf stands for, or undefined where it says nothing about the book. */
export function tagOfShelf(shelf: string): string | undefined {
  return TAG_OF_SHELF.get(shelf.trim().toLowerCase().replaceAll('_', '-'));
}
