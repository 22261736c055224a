//! Parts of speech: closed classes by list, open classes by the lexicon and endings, then neighbours decide between noun and verb.

use super::document::{Document, Tag, only_verb};
use super::phrases::is_unchanging;
use crate::knowledge::{Form, Lexicon, PartOfSpeech};
use std::ops::Range;

/// Tags the tokens of one sentence.
pub(super) fn tag(document: &mut Document<'_>, tokens: Range<usize>, capitals: bool, lexicon: &Lexicon) {
    for token in tokens.clone() {
        let (tag, form) = alone(document, token, &tokens, capitals, lexicon);
        document.tokens[token].tag = tag;
        document.tokens[token].form = form;
    }
    for token in tokens.clone() {
        if let Some(tag) = by_neighbours(document, token, &tokens, lexicon) {
            document.tokens[token].tag = tag;
        }
    }
}

/// The tag of a word of a closed class.
fn closed(word: &str) -> Option<Tag> {
    Some(match word {
        "the" | "a" | "an" | "this" | "these" | "those" | "each" | "every" | "some" | "any" | "no" | "another"
        | "both" | "several" | "many" | "few" | "all" | "such" | "various" | "numerous" | "certain" | "further"
        | "other" | "most" | "half" => Tag::Determiner,
        "i" | "you" | "he" | "she" | "it" | "we" | "they" | "me" | "him" | "us" | "them" | "himself" | "itself"
        | "themselves" | "herself" | "ourselves" | "everyone" | "someone" | "anyone" | "nobody" | "nothing" | "one"
        | "others" | "there" | "none" => Tag::Pronoun,
        "his" | "her" | "its" | "their" | "our" | "my" | "your" | "'s" | "’s" | "'" | "’" => Tag::Possessive,
        "of" | "in" | "on" | "at" | "by" | "with" | "from" | "for" | "against" | "into" | "near" | "between"
        | "among" | "over" | "under" | "during" | "through" | "throughout" | "across" | "toward" | "towards"
        | "upon" | "within" | "without" | "outside" | "inside" | "around" | "along" | "behind" | "beside" | "below"
        | "above" | "beyond" | "amid" | "amidst" | "despite" | "following" | "including" | "via" | "per"
        | "alongside" | "onto" | "off" | "about" | "like" | "except" | "besides" | "concerning" | "regarding"
        | "versus" | "aboard" | "opposite" => Tag::Preposition,
        "and" | "or" | "but" | "nor" | "&" => Tag::Conjunction,
        "that" | "because" | "if" | "although" | "though" | "while" | "when" | "whereas" | "unless" | "until"
        | "once" | "after" | "before" | "since" | "as" | "whether" | "so" | "than" | "lest" => Tag::Subordinator,
        "who" | "which" | "whom" | "whose" | "where" | "what" | "why" | "how" => Tag::Relative,
        "to" => Tag::To,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" => Tag::Be,
        "has" | "have" | "had" | "having" | "'ve" => Tag::Have,
        "do" | "does" | "did" => Tag::Do,
        "will" | "would" | "may" | "might" | "can" | "could" | "shall" | "should" | "must" | "cannot" | "ca" | "wo"
        | "'ll" => Tag::Modal,
        "not" | "n't" | "n’t" | "'t" | "’t" | "never" => Tag::Not,
        "," | ";" => Tag::Comma,
        "\"" | "“" | "”" | "«" | "»" | "‘" | "``" | "''" => Tag::Quote,
        "also" | "then" | "just" | "still" | "yet" | "already" | "however" | "meanwhile" | "later" | "earlier"
        | "again" | "together" | "only" | "even" | "soon" | "allegedly" | "reportedly" | "here" | "now" | "too"
        | "very" | "more" | "less" | "nearly" | "almost" | "ago" | "away" | "back" | "down" | "up" | "out" | "far"
        | "long" | "often" | "once-only" | "twice" | "instead" | "else" | "perhaps" | "thus" | "so-far"
        | "elsewhere" | "overnight" | "unhurt" | "unharmed" | "uninjured" | "unscathed" | "alight" | "ablaze"
        | "aflame" => Tag::Adverb,
        "km" | "kms" | "kg" | "mm" | "cm" | "meters" | "metres" | "kilometers" | "kilometres" | "hectares"
        | "pesos" => Tag::Noun,
        "indistinct" | "unidentified" | "clandestine" => Tag::Adjective,
        _ => return None,
    })
}

const NUMBER_WORDS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
    "zero",
    "dozens",
    "hundreds",
    "thousands",
    "scores",
    "tens",
    "millions",
];

/// Whether the word is a spelled number, hyphenated ones included.
pub(super) fn is_number_word(word: &str) -> bool {
    NUMBER_WORDS.contains(&word)
        || word.split_once('-').is_some_and(|(a, b)| is_number_word(a) && (b == "one" || is_number_word(b)))
}

/// "US", "IS", "WHO" in a sentence with lower-case letters are names.
fn is_upper(document: &Document<'_>, token: usize) -> bool {
    let span = document.tokens[token].span;
    document.text[span.start..span.end].chars().all(char::is_uppercase)
}

fn alone(
    document: &Document<'_>,
    token: usize,
    sentence: &Range<usize>,
    capitals: bool,
    lexicon: &Lexicon,
) -> (Tag, Option<Form>) {
    let word = document.word(token);
    if !capitals && matches!(word, "us" | "is" | "who") && is_upper(document, token) {
        return (Tag::Proper, None);
    }
    if let Some(tag) = closed(word) {
        let form = lexicon.verb(word).map(|v| v.form);
        return (tag, form);
    }
    let first = word.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() || is_number_word(word) {
        return (Tag::Number, None);
    }
    if !first.is_alphabetic() {
        return (Tag::Mark, None);
    }
    let form = lexicon.verb(word).map(|v| v.form);
    let capital = document.tokens[token].capital && !capitals;
    let known = lexicon.part(word);
    if capital
        && !(opens(document, token, sentence) && (known.is_some() || form.is_some() || lexicon.can_be_noun(word)))
    {
        return (Tag::Proper, form);
    }
    let tag = match (known, form) {
        (_, Some(Form::Ing)) if known != Some(PartOfSpeech::Noun) => Tag::Ing,
        (_, Some(Form::Past | Form::Participle)) if known != Some(PartOfSpeech::Adjective) => Tag::Verb,
        (_, Some(_)) if only_verb(lexicon, word) => Tag::Verb,
        (Some(PartOfSpeech::Verb), _) if word.ends_with("ing") => Tag::Ing,
        (Some(PartOfSpeech::Verb), _) => Tag::Verb,
        (Some(PartOfSpeech::Adjective), _) => Tag::Adjective,
        (Some(PartOfSpeech::Adverb), _) => Tag::Adverb,
        (Some(PartOfSpeech::Noun), _) => Tag::Noun,
        // Where all is capitals, a word that no list knows is taken for a name.
        (None, _) if capitals && by_ending(word) == Tag::Noun && !lexicon.can_be_noun(word) => Tag::Proper,
        (None, _) => by_ending(word),
    };
    let form = form.or(match tag {
        Tag::Ing => Some(Form::Ing),
        Tag::Verb if word.ends_with("ed") => Some(Form::Past),
        _ => None,
    });
    (tag, form)
}

/// Whether the word begins a sentence: the first one, or behind a dateline's dash, a colon, a bracket or a quotation mark.
fn opens(document: &Document<'_>, token: usize, sentence: &Range<usize>) -> bool {
    token == sentence.start || matches!(document.word(token - 1), "-" | "–" | "—" | ":" | "]" | "\"" | "“" | "•" | "*")
}

fn by_ending(word: &str) -> Tag {
    let ends = |endings: &[&str]| endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
    if ends(&["ly"]) {
        Tag::Adverb
    } else if word.contains('-') && ends(&["ed", "based", "led", "held", "run", "backed", "made"]) {
        Tag::Adjective
    } else if ends(&["ed"]) {
        Tag::Verb
    } else if word.len() > 6 && ends(&["ing"]) {
        Tag::Ing
    } else if ends(&["ous", "ful", "ive", "able", "ible", "less", "ern", "ical", "ish"]) {
        Tag::Adjective
    } else {
        Tag::Noun
    }
}

/// Decides between noun, verb and adjective where a word can be several.
fn by_neighbours(document: &Document<'_>, token: usize, sentence: &Range<usize>, lexicon: &Lexicon) -> Option<Tag> {
    let one = Neighbours { document, token, sentence, lexicon };
    match document.tokens[token].tag {
        Tag::Ing => one.ing(),
        Tag::Adjective => one.adjective(),
        Tag::Verb | Tag::Noun | Tag::Proper => one.verb_or_noun(),
        tag => one.small(tag),
    }
}

/// A word with those beside it.
struct Neighbours<'a, 't> {
    document: &'a Document<'t>,
    token: usize,
    sentence: &'a Range<usize>,
    lexicon: &'a Lexicon,
}

impl Neighbours<'_, '_> {
    fn tag(&self, offset: isize) -> Option<Tag> {
        let at = self.token.checked_add_signed(offset).filter(|at| self.sentence.contains(at));
        at.map(|at| self.document.tokens[at].tag)
    }

    fn word(&self, offset: isize) -> &str {
        self.document.word_in(self.sentence, self.token as isize + offset)
    }

    fn ing(&self) -> Option<Tag> {
        let (before, after) = (self.tag(-1), self.tag(1));
        let noun = self.lexicon.can_be_noun(self.word(0));
        let determined = matches!(before, Some(Tag::Determiner | Tag::Possessive));
        // "the 1983 slaying of a judge", "Sunday's storming of the station"
        let named =
            before == Some(Tag::Number) && matches!(self.tag(-2), Some(Tag::Determiner | Tag::Possessive)) && noun
                || determined && matches!(self.word(1), "of" | "by");
        if (determined || before == Some(Tag::Adjective)) && noun || named {
            return Some(Tag::Noun);
        }
        // "Shelling of a clinic by rebels killed two": what opens a sentence before "of" is a noun.
        if self.token == self.sentence.start && self.word(1) == "of" && noun {
            return Some(Tag::Noun);
        }
        // "in camps and surrounding villages"; "people who fled fighting".
        if matches!(self.word(0), "surrounding" | "neighbouring" | "neighboring") && after == Some(Tag::Noun) {
            return Some(Tag::Adjective);
        }
        // "Rising wages hit the depot": what opens a sentence before a noun and its verb describes the noun.
        let describes = self.token == self.sentence.start
            && after == Some(Tag::Noun)
            && self.tag(2) == Some(Tag::Verb)
            && self.lexicon.verb_triggers(self.lexicon.verb(self.word(0)).map_or("", |v| v.lemma)).is_empty();
        if describes {
            return Some(Tag::Adjective);
        }
        let fled = matches!(self.word(-1), "fled" | "flee" | "fleeing" | "escaped" | "escape" | "amid");
        (noun && fled).then_some(Tag::Noun)
    }

    fn verb_or_noun(&self) -> Option<Tag> {
        let (document, token, sentence) = (self.document, self.token, self.sentence);
        let (before, after) = (self.tag(-1), self.tag(1));
        let (t, word) = (document.tokens[token], self.word(0));
        match (t.tag, t.form) {
            // "tear gas"
            (Tag::Verb | Tag::Noun, _) if word == "tear" && matches!(self.word(1), "gas" | "gases") => Some(Tag::Noun),
            // "live rounds"
            (Tag::Verb | Tag::Noun, _) if word == "live" && self.lexicon.listed("ammunition", self.word(1)) => {
                Some(Tag::Adjective)
            }
            // "al-Shabaab attacks base in the south": the one verb of a heading.
            (Tag::Noun, Some(Form::Third)) if heads_line(document, token, sentence) => Some(Tag::Verb),
            // "Hired guards shot a farmer": no sentence opens with a verb that tells.
            (Tag::Verb, Some(Form::Past | Form::Participle))
                if token == sentence.start
                    && word.ends_with("ed")
                    && matches!(after, Some(Tag::Noun))
                    && (token + 2..sentence.end)
                        .any(|t| matches!(document.tokens[t].tag, Tag::Verb | Tag::Be | Tag::Have)) =>
            {
                Some(Tag::Adjective)
            }
            (Tag::Verb, Some(Form::Past | Form::Participle)) => {
                participle_adjective(word, before, after, self.tag(2), self.lexicon)
            }
            // "launched 122 rockets": what is launched and laid is a noun unless it stands in the past.
            (Tag::Noun | Tag::Verb, Some(Form::Base | Form::Third))
                if matches!(
                    word,
                    "rocket" | "rockets" | "mine" | "mines" | "mortar" | "mortars" | "grenade" | "grenades"
                ) && before != Some(Tag::To) =>
            {
                Some(Tag::Noun)
            }
            // "targeted with mortar shells the city": behind the weapon that fires them.
            (Tag::Verb | Tag::Noun, Some(Form::Third))
                if word == "shells" && matches!(self.word(-1), "mortar" | "artillery" | "rocket" | "tank" | "gas") =>
            {
                Some(Tag::Noun)
            }
            // "an hour later a second hit a refinery": an ordinal that stands for one more.
            (Tag::Verb | Tag::Noun, Some(_))
                if is_unchanging(word)
                    && matches!(self.word(-1), "second" | "third" | "fourth" | "another")
                    && matches!(after, Some(Tag::Determiner | Tag::Number | Tag::Possessive)) =>
            {
                Some(Tag::Verb)
            }
            // "took hold", "a relay mast", "a tent of signals troops": where no verb can stand.
            (Tag::Verb, Some(Form::Base)) if word == "hold" && self.word(-1).starts_with("t") && self.takes() => {
                Some(Tag::Noun)
            }
            (Tag::Verb, Some(Form::Base | Form::Third))
                if matches!(self.word(-1), "a" | "an" | "the") && matches!(after, Some(Tag::Noun)) =>
            {
                Some(Tag::Noun)
            }
            (Tag::Verb, Some(Form::Third)) if before == Some(Tag::Preposition) && matches!(after, Some(Tag::Noun)) => {
                Some(Tag::Noun)
            }
            // "Blame for the raid fell on them": no report opens with an order.
            (Tag::Verb, Some(Form::Base))
                if token == sentence.start
                    && matches!(self.word(1), "for" | "of")
                    && self.lexicon.can_be_noun(word) =>
            {
                Some(Tag::Noun)
            }
            (Tag::Noun | Tag::Verb, Some(Form::Base)) if self.opens_heading() => Some(Tag::Verb),
            (Tag::Noun | Tag::Verb, Some(Form::Base | Form::Third)) => {
                Some(noun_or_verb(document, token, sentence, self.lexicon))
            }
            (Tag::Noun, Some(Form::Past | Form::Participle))
                if before == Some(Tag::Be) || before == Some(Tag::Have) =>
            {
                Some(Tag::Verb)
            }
            (Tag::Noun, _) if self.is_killed() || self.is_taken_as() => Some(Tag::Adverb),
            (Tag::Noun | Tag::Proper, _) if self.is_compass() => Some(Tag::Adverb),
            (Tag::Noun, _) if self.is_particle() => Some(Tag::Proper),
            (Tag::Noun, Some(Form::Ing)) if before == Some(Tag::Be) => Some(Tag::Ing),
            (Tag::Noun, Some(Form::Ing)) if matches!(after, Some(Tag::Determiner | Tag::Number | Tag::Pronoun)) => {
                Some(Tag::Ing)
            }
            _ => None,
        }
    }

    fn adjective(&self) -> Option<Tag> {
        let (before, after) = (self.tag(-1), self.tag(1));
        let participle = matches!(self.document.tokens[self.token].form, Some(Form::Past | Form::Participle));
        // "the army massacred 300 peasants": between a noun and what it was done to, a participle is the verb.
        let done = (matches!(before, Some(Tag::Noun | Tag::Proper | Tag::Pronoun)) || self.word(-1) == "each")
            && matches!(after, Some(Tag::Number | Tag::Determiner | Tag::Possessive | Tag::Pronoun))
            || matches!(before, Some(Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Determiner))
                && self.tag(2) == Some(Tag::Possessive)
                && after == Some(Tag::Proper)
            // "Rebels burnt down a clinic"
            || matches!(before, Some(Tag::Noun | Tag::Proper | Tag::Pronoun))
                && matches!(self.word(1), "down" | "up" | "out" | "off")
                && matches!(self.tag(2), Some(Tag::Number | Tag::Determiner | Tag::Possessive))
            // "and its rivals each claimed Thursday's raid"
            || self.word(-1) == "each" && after == Some(Tag::Time);
        // "Five farmers were burnt alive by a rocket"
        let done_by = before == Some(Tag::Be)
            && (self.word(1) == "by" || matches!(self.word(1), "alive" | "down" | "badly") && self.word(2) == "by");
        match () {
            () if self.is_killed() || self.is_taken_as() => Some(Tag::Adverb),
            () if participle && (done || done_by) => Some(Tag::Verb),
            // "Farmers were massacred in Goma": what is done to people, whatever else the word may be.
            () if participle && before == Some(Tag::Be) && self.is_deed() => Some(Tag::Verb),
            () if self.is_compass() => Some(Tag::Adverb),
            // "sustained injuries"
            () if self.word(0) == "sustained"
                && matches!(self.word(1), "injuries" | "wounds" | "burns" | "losses" | "casualties") =>
            {
                Some(Tag::Verb)
            }
            // "a second hit a refinery": one more of those just told of.
            () if matches!(self.word(0), "second" | "third" | "fourth")
                && is_unchanging(self.word(1))
                && matches!(self.tag(2), Some(Tag::Determiner | Tag::Number | Tag::Possessive)) =>
            {
                Some(Tag::Pronoun)
            }
            () if self.lexicon.agent(self.word(0)).is_some() && self.stands_alone() => Some(Tag::Noun),
            () if self.is_particle() => Some(Tag::Proper),
            () => None,
        }
    }

    /// Whether the word is a verb that names violence by itself.
    fn is_deed(&self) -> bool {
        let lemma = self.lexicon.verb(self.word(0)).map_or("", |v| v.lemma);
        self.lexicon
            .verb_triggers(lemma)
            .iter()
            .any(|(rest, id)| rest.is_empty() && self.lexicon.trigger(*id).kind == crate::model::EventType::Assault)
    }

    /// Whether the word before is a form of "take".
    fn takes(&self) -> bool {
        self.lexicon.verb(self.word(-1)).is_some_and(|v| v.lemma == "take")
    }

    /// "Villagers stone census team in Goma": the one verb of a heading, behind the plural that opens it.
    fn opens_heading(&self) -> bool {
        let (document, sentence) = (self.document, self.sentence);
        let behind_first = self.token == sentence.start + 1 && matches!(self.tag(-1), Some(Tag::Noun | Tag::Proper));
        // "Maoists", "Israelis": many people by their creed or country.
        let named = || ["ists", "ians", "is"].iter().any(|end| self.word(-1).ends_with(end));
        let people = || {
            self.lexicon.agent(self.word(-1)).is_some_and(|(_, plural)| plural)
                || self.word(-1) == "police"
                || self.tag(-1) == Some(Tag::Proper) && named()
        };
        let deed = || {
            self.lexicon.verb_triggers(self.word(0)).iter().any(|(rest, id)| {
                let trigger = self.lexicon.trigger(*id);
                rest.is_empty() && trigger.kind == crate::model::EventType::Assault
            })
        };
        let stopped = || matches!(document.word(sentence.end - 1), "!" | "?" | "\"" | "”");
        let other_verb = || {
            (self.token + 1..sentence.end).any(|t| {
                let told = matches!(document.tokens[t].tag, Tag::Verb) && document.tokens[t].form != Some(Form::Ing);
                told && document.word(t) != "hurt" || matches!(document.tokens[t].tag, Tag::Be | Tag::Modal | Tag::Have)
            })
        };
        let object = matches!(self.tag(1), Some(Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Number));
        behind_first && object && people() && deed() && !stopped() && !other_verb()
    }

    /// "the rebel chief held talks": a word for people without a noun behind it is the noun.
    fn stands_alone(&self) -> bool {
        let after = self.tag(1);
        let bare = self.word(1) == "dead"
            || !matches!(after, Some(Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Ing | Tag::Conjunction));
        // "the military and the rebels", but "the military and civilian targets".
        let first_of_two = self.tag(-1) == Some(Tag::Determiner)
            && after == Some(Tag::Conjunction)
            && matches!(self.tag(2), Some(Tag::Determiner | Tag::Possessive));
        let verb = || self.lexicon.verb(self.word(1)).is_some_and(|v| takes_infinitive(v.lemma, self.lexicon));
        bare || first_of_two || self.tag(2) == Some(Tag::To) && verb()
    }

    /// "shot dead two herders"
    fn is_killed(&self) -> bool {
        let before = self.tag(-1);
        self.word(0) == "dead"
            && (before == Some(Tag::Verb)
                || before == Some(Tag::Ing) && matches!(self.word(-1), "shooting" | "gunning")
                || matches!(before, Some(Tag::Noun | Tag::Proper | Tag::Pronoun))
                    && shot_before(self.document, self.token, self.sentence))
    }

    /// "took two farmers hostage": what they were made, told behind them.
    fn is_taken_as(&self) -> bool {
        let from = self.token.saturating_sub(7).max(self.sentence.start);
        let takes = |t: usize| {
            self.lexicon.verb(self.document.word(t)).is_some_and(|v| matches!(v.lemma, "take" | "hold" | "keep"))
        };
        matches!(self.word(0), "hostage" | "captive" | "prisoner")
            && matches!(self.tag(-1), Some(Tag::Noun | Tag::Proper))
            && !matches!(self.tag(1), Some(Tag::Noun | Tag::Proper))
            && (from..self.token - 1).any(takes)
    }

    /// "gunners west of the town": the compass word belongs to the place.
    fn is_compass(&self) -> bool {
        let taken = matches!(self.word(-1), "captive" | "hostage" | "prisoner");
        is_compass(self.word(0))
            && (taken || matches!(self.tag(-1), Some(Tag::Noun | Tag::Proper)))
            && self.word(1) == "of"
    }

    /// "Souk el Gharb", "Rio de Janeiro": small words inside a name.
    fn is_particle(&self) -> bool {
        is_name_particle(self.word(0)) && self.tag(-1) == Some(Tag::Proper) && self.tag(1) == Some(Tag::Proper)
    }

    fn small(&self, tag: Tag) -> Option<Tag> {
        let (before, after) = (self.tag(-1), self.tag(1));
        let noun = matches!(after, Some(Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number));
        match (tag, self.word(0)) {
            // "killed one soldier", but "no one fired", "every one of them".
            (Tag::Pronoun, "one") if noun && before != Some(Tag::Determiner) => Some(Tag::Number),
            (Tag::Mark, _) if self.is_particle() => Some(Tag::Proper),
            (Tag::Possessive, "her") if !noun && !matches!(after, Some(Tag::Ing | Tag::Verb)) => Some(Tag::Pronoun),
            (Tag::Preposition, "over" | "about" | "around")
                if after == Some(Tag::Number) && before != Some(Tag::Preposition) =>
            {
                Some(Tag::Adverb)
            }
            _ => None,
        }
    }
}

fn shot_before(document: &Document<'_>, token: usize, sentence: &Range<usize>) -> bool {
    (token.saturating_sub(5).max(sentence.start)..token).any(|t| {
        matches!(document.word(t), "shot" | "shoot" | "shoots" | "gunned" | "left" | "leave" | "leaves" | "leaving")
    })
}

/// Articles and prepositions that stand small inside the names of other tongues.
fn is_name_particle(word: &str) -> bool {
    matches!(
        word,
        "el" | "al"
            | "de"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "des"
            | "la"
            | "las"
            | "los"
            | "le"
            | "les"
            | "ul"
            | "bin"
            | "ben"
            | "ibn"
            | "bint"
            | "abu"
            | "von"
            | "van"
            | "der"
            | "den"
            | "ter"
            | "sur"
    )
}

/// Whether a word that may be a verb stands between a name and a noun, in a line without a full stop and without another verb behind.
fn heads_line(document: &Document<'_>, token: usize, sentence: &Range<usize>) -> bool {
    let tag = |at: usize| sentence.contains(&at).then(|| document.tokens[at].tag);
    let stopped = matches!(document.word(sentence.end - 1), "." | "!" | "?" | "\"" | "”");
    let later_verb = (token + 1..sentence.end)
        .any(|t| matches!(document.tokens[t].tag, Tag::Verb | Tag::Be | Tag::Modal | Tag::Have));
    !stopped
        && !later_verb
        && token > sentence.start
        && tag(token - 1) == Some(Tag::Proper)
        && matches!(tag(token + 1), Some(Tag::Noun | Tag::Adjective | Tag::Proper))
}

fn is_compass(word: &str) -> bool {
    matches!(word, "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest")
}

/// "the wounded soldiers", "armed men": a participle between a determiner or the like and a noun.
fn participle_adjective(
    word: &str,
    before: Option<Tag>,
    after: Option<Tag>,
    second: Option<Tag>,
    lexicon: &Lexicon,
) -> Option<Tag> {
    let noun_after =
        matches!(after, Some(Tag::Noun | Tag::Proper)) || after == Some(Tag::Adjective) && second == Some(Tag::Noun);
    let opens =
        matches!(before, Some(Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adjective | Tag::Preposition));
    let bare = matches!(
        word,
        "armed"
            | "united"
            | "alleged"
            | "suspected"
            | "unidentified"
            | "masked"
            | "displaced"
            | "occupied"
            | "allied"
            | "unarmed"
            | "unmanned"
            | "combined"
            | "disputed"
    );
    // "were shooting wounded civilians": behind a verb, the state they were in.
    let state =
        matches!(before, Some(Tag::Verb | Tag::Ing)) && matches!(word, "wounded" | "injured" | "captured" | "besieged");
    // "attacked mounted troops": behind a verb that takes an object, a participle before a noun describes it.
    let described = before == Some(Tag::Verb)
        && word.ends_with("ed")
        && matches!(after, Some(Tag::Noun))
        && !matches!(second, Some(Tag::Determiner | Tag::Number | Tag::Possessive | Tag::Verb))
        && lexicon.verb_triggers(lexicon.verb(word).map_or("", |v| v.lemma)).is_empty();
    if noun_after && (opens || bare || state || described) {
        return Some(Tag::Adjective);
    }
    if matches!(before, Some(Tag::Determiner)) && !noun_after && lexicon.part(word) != Some(PartOfSpeech::Verb) {
        return Some(Tag::Noun);
    }
    None
}

/// Verbs that an infinitive follows: "hopes to hold talks".
fn takes_infinitive(lemma: &str, lexicon: &Lexicon) -> bool {
    lexicon.listed("takes-infinitive", lemma)
}

fn noun_or_verb(document: &Document<'_>, token: usize, sentence: &Range<usize>, lexicon: &Lexicon) -> Tag {
    let word = document.word(token);
    let form = document.tokens[token].form;
    let current = document.tokens[token].tag;
    if is_noun_by_place(document, token, sentence, lexicon) {
        return Tag::Noun;
    }
    if !lexicon.can_be_noun(word) && lexicon.part(word) == Some(PartOfSpeech::Verb) {
        return Tag::Verb;
    }
    let tag_at = |offset: isize| {
        let at = token.checked_add_signed(offset).filter(|at| sentence.contains(at));
        at.map(|at| document.tokens[at].tag)
    };
    let (before, after) = (tag_at(-1), tag_at(1));
    let object_follows = matches!(
        after,
        Some(Tag::Determiner | Tag::Pronoun | Tag::Possessive | Tag::Number | Tag::Proper | Tag::Subordinator)
    ) && !matches!(document.word_in(sentence, token as isize + 1), "'s" | "there");
    // "The agency reports at least 90 arrests": a bounded number is an object.
    let bounded = || super::figures::bounded_number(document, token + 1, sentence.end).is_some();
    if form == Some(Form::Third)
        && matches!(before, Some(Tag::Noun | Tag::Proper))
        && !document.word_in(sentence, token as isize - 1).ends_with('s')
        && lexicon.cue(lexicon.verb(word).map_or("", |v| v.lemma)).is_some()
        && token + 1 < sentence.end
        && bounded()
    {
        return Tag::Verb;
    }
    if is_unchanging(word) && matches!(before, Some(Tag::Be | Tag::Have)) {
        return Tag::Verb;
    }
    if matches!(after, Some(Tag::Have | Tag::Be | Tag::Modal)) && lexicon.can_be_noun(word) {
        return Tag::Noun;
    }
    match before {
        Some(Tag::To | Tag::Modal | Tag::Do | Tag::Not) => Tag::Verb,
        Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition | Tag::Number) => {
            if current == Tag::Adjective { current } else { Tag::Noun }
        }
        Some(Tag::Pronoun | Tag::Relative) if current != Tag::Adjective => Tag::Verb,
        Some(Tag::Noun | Tag::Proper) if object_follows => {
            let plural = document.word_in(sentence, token as isize - 1).ends_with('s');
            let agrees = (form == Some(Form::Third)) != plural || before == Some(Tag::Proper) || is_unchanging(word);
            // "a gas attack the army denies": one thing would have had "attacks".
            let one = form == Some(Form::Base) && !is_unchanging(word) && behind_article(document, token, sentence);
            let agrees = agrees && !one;
            if agrees { Tag::Verb } else { Tag::Noun }
        }
        Some(Tag::Noun | Tag::Proper)
            if after == Some(Tag::To) && lexicon.verb(word).is_some_and(|v| takes_infinitive(v.lemma, lexicon)) =>
        {
            let plural = governed_head(document, token, sentence)
                .map_or_else(|| document.word_in(sentence, token as isize - 1), |head| document.word(head))
                .ends_with('s');
            if (form == Some(Form::Third)) != plural { Tag::Verb } else { Tag::Noun }
        }
        // "mowed down ten people and hurt another five"
        Some(Tag::Conjunction) if object_follows && is_unchanging(word) => Tag::Verb,
        Some(Tag::Adverb) if matches!(tag_at(-2), Some(Tag::To | Tag::Modal)) => Tag::Verb,
        Some(Tag::Adverb) if object_follows => Tag::Verb,
        _ if lexicon.can_be_noun(word) => Tag::Noun,
        _ => current,
    }
}

/// "Dockers in Marseille | plan to strike": the noun before the place that stands right before a word.
fn governed_head(document: &Document<'_>, token: usize, sentence: &Range<usize>) -> Option<usize> {
    let first = (sentence.start..token).rev().find(|&t| document.tokens[t].tag != Tag::Proper)?;
    let placed = matches!(document.word(first), "in" | "of" | "at" | "from" | "near" | "around") && first + 1 < token;
    let head = first.checked_sub(1).filter(|t| placed && sentence.contains(t))?;
    matches!(document.tokens[head].tag, Tag::Noun | Tag::Proper).then_some(head)
}

/// "a hail of bullets", "a heavy defeat", "a bus stop": behind an article, or as the end of a known word for a thing, a bare form is a noun.
fn is_noun_by_place(document: &Document<'_>, token: usize, sentence: &Range<usize>, lexicon: &Lexicon) -> bool {
    let tag = |at: usize| sentence.contains(&at).then(|| document.tokens[at].tag);
    let word = |at: usize| document.word_in(sentence, at as isize);
    let article = |at: usize| matches!(word(at), "a" | "an" | "the" | "another" | "his" | "its" | "their");
    let goes_on = matches!(tag(token + 1), Some(Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Ing));
    let before = token.wrapping_sub(1);
    let opened = article(before) || tag(before) == Some(Tag::Adjective) && article(token.wrapping_sub(2));
    let compound = sentence.contains(&before)
        && tag(before) == Some(Tag::Noun)
        && lexicon.agent(&document.words(before..token + 1)).is_some();
    // "lay in wait", "strike over pay": no bare verb follows a preposition.
    let governed = document.tokens[token].form == Some(Form::Base)
        && tag(before) == Some(Tag::Preposition)
        && !matches!(word(before), "like" | "including" | "following")
        && !goes_on
        && !matches!(tag(token + 1), Some(Tag::Determiner | Tag::Pronoun | Tag::Possessive));
    opened && !goes_on || compound || governed
}

/// Whether the words before belong to a noun phrase that "a" or "an" opens.
fn behind_article(document: &Document<'_>, token: usize, sentence: &Range<usize>) -> bool {
    let from = token.saturating_sub(6).max(sentence.start);
    let inside = |t: &usize| {
        matches!(document.tokens[*t].tag, Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number | Tag::Time)
    };
    let opener = (from..token).rev().find(|t| !inside(t));
    opener.is_some_and(|t| matches!(document.word(t), "a" | "an"))
}

#[cfg(test)]
mod tests {
    use crate::extraction::sample::who;

    #[test]
    fn noun_or_verb_by_the_neighbours() {
        assert_eq!(who("The rebel chief held talks with the minister."), ["CONSULT chief, minister >"]);
        assert_eq!(who("The airfield, which shells had hit, was closed."), ["ASSAULT > airfield"]);
        assert_eq!(
            who("GOMA, May 6 -- Attacking soldiers at dawn, the rebels took two rifles.").first().map(String::as_str),
            Some("ASSAULT rebels > soldiers")
        );
    }

    #[test]
    fn an_agency_reports_a_bounded_number() {
        let read = crate::extraction::sample::accounts("ZORA reports at least 90 arrests of students in Goma.");
        assert!(read.iter().any(|a| a.harm.iter().any(|h| h.figure.low == 90)), "{read:?}");
        assert_eq!(who("The attack reports were at least 90 pages long."), Vec::<String>::new());
    }

    #[test]
    fn a_participle_opens_a_phrase() {
        assert_eq!(who("Hired guards in a truck shot two farmers."), ["ASSAULT guards > farmers"]);
        assert_eq!(who("Attacked by rebels at dawn, the convoy turned back."), ["ASSAULT rebels > convoy"]);
    }

    #[test]
    fn nouns_by_where_they_stand() {
        assert_eq!(who("Monday's storming of the prison by rebels was in the news."), ["ASSAULT rebels > prison"]);
        assert_eq!(who("Rebels shelled a bus stop in Goma."), ["ASSAULT rebels > bus stop"]);
        assert_eq!(who("Zorvan attacks base in the south"), ["ASSAULT zorvan > base"]);
        assert_eq!(who("The army may stop a bus in Goma."), Vec::<String>::new());
        assert_eq!(who("Dockers in Goma plan to march on Monday."), ["PROTEST dockers >"]);
        assert_eq!(who("The Goma plan to march on Monday bored the town."), Vec::<String>::new());
        assert_eq!(who("Rebels attacked mounted soldiers near Goma."), ["ASSAULT rebels > soldiers"]);
        assert_eq!(who("Rebels took two nurses captive near Goma."), ["ASSAULT rebels > nurses"]);
    }

    #[test]
    fn one_counts_and_slayings_of_a_year_are_nouns() {
        assert_eq!(who("Rebels killed one soldier near Goma."), ["ASSAULT rebels > soldier"]);
        assert_eq!(who("No one killed soldiers near Goma."), Vec::<String>::new());
        assert_eq!(who("The 1983 slaying of a judge near Goma was in the news."), ["ASSAULT > judge"]);
    }

    #[test]
    fn one_thing_takes_no_bare_verb() {
        assert_eq!(who("They met after an August 6 gas attack the army denies."), ["ASSAULT >"]);
        assert_eq!(who("The rebels attack the village."), ["ASSAULT rebels > village"]);
    }

    #[test]
    fn names_where_all_is_capitals() {
        assert_eq!(who("GUNMEN MURDERED JUAN PEREZ IN THE CITY."), ["ASSAULT gunmen > juan perez"]);
        assert_eq!(who("GUNMEN MURDERED A TEACHER IN THE CITY."), ["ASSAULT gunmen > teacher"]);
    }

    #[test]
    fn the_verb_of_a_heading() {
        assert_eq!(who("Maoists raid police post in Goma."), ["ASSAULT naxalites > police post"]);
        assert_eq!(who("The raid on the police post in Goma went on."), ["ASSAULT > police post"]);
        assert_eq!(who("Police raid camp in Goma."), ["COERCE police > camp"]);
    }

    #[test]
    fn a_participle_between_commas_and_a_bare_be() {
        let read = who("Six soldiers, killed in an ambush near Goma on Monday, were buried by a priest.");
        assert!(read.iter().all(|r| !r.contains("soldiers >")), "{read:?}");
        let read = who("Rebels told the clerks to leave or be shot.");
        assert!(read.iter().all(|r| !r.starts_with("ASSAULT")), "{read:?}");
    }

    #[test]
    fn what_people_are_made_stands_behind_them() {
        assert_eq!(who("Gunmen took two farmers hostage near Goma."), ["ASSAULT gunmen > farmers"]);
        assert_eq!(who("Gunmen took a hostage negotiator near Goma."), ["ASSAULT gunmen > negotiator"]);
        assert_eq!(who("Rebels burnt down a clinic near Goma."), ["ASSAULT rebels > clinic"]);
        assert_eq!(who("Gunmen shot a general dead near Goma."), ["ASSAULT gunmen > general"]);
    }

    #[test]
    fn no_bare_verb_follows_a_preposition_or_opens_before_of() {
        assert_eq!(
            who("Rebels lay in wait for a convoy near Goma and killed two clerks."),
            ["ASSAULT rebels > clerks"]
        );
        assert_eq!(
            who("Shelling of a clinic by rebels killed two nurses.").first().map(String::as_str),
            Some("ASSAULT rebels > clinic, nurses")
        );
        assert_eq!(who("Police fired tear gas at protesters in Goma."), ["ASSAULT police > protesters"]);
    }

    #[test]
    fn a_participle_behind_be_is_what_was_done() {
        assert_eq!(who("Nine farmers were massacred in Goma."), ["ASSAULT > farmers"]);
        assert_eq!(who("Nine farmers were devoted in Goma."), Vec::<String>::new());
    }
}
