//! How place names are compared: folded keys without articles, and what names sound like, so that transliterations meet.

use crate::knowledge::fold;
use fst::Automaton;

const ARTICLES: &[&str] = &["al", "el", "ad", "as", "at", "an", "ar", "az", "ash", "ed", "es", "ez", "esh"];

/// A name's key: folded, without Arabic or Spanish articles before its words: "Deir ez-Zor" and "Dayr al-Zor" differ in their vowels only.
pub fn place_key(name: &str) -> String {
    let key = fold(name);
    if !key.contains(' ') {
        return key;
    }
    let mut bare = String::with_capacity(key.len());
    let mut words = key.split(' ').peekable();
    while let Some(word) = words.next() {
        if ARTICLES.contains(&word) && words.peek().is_some() {
            continue;
        }
        if !bare.is_empty() {
            bare.push(' ');
        }
        bare.push_str(word);
    }
    if bare.len() > 2 { bare } else { key }
}

/// Words that many names begin with, each in its spellings: they differ in vowels only, which say nothing of the name.
const GENERIC: &[&[&str]] = &[
    &["tall", "tell", "tel", "tal"],
    &["dayr", "deir", "der", "dair"],
    &["bayt", "beit", "bait", "bet", "beyt"],
    &["ayn", "ain", "ein", "ayin"],
    &["jabal", "jebel", "djebel", "jbel", "djabal"],
    &["umm", "um", "oum", "om"],
    &["shaykh", "sheikh", "shaikh", "cheikh"],
    &["kafr", "kfar", "kefr", "kafar"],
    &["khirbat", "khirbet", "khurbat"],
];

fn generic(word: &str) -> &str {
    GENERIC.iter().find(|spellings| spellings.contains(&word)).map_or(word, |spellings| spellings[0])
}

/// A key as a name: each word with a capital. Most villages are written so, and their names need not be kept beside their keys.
pub fn title(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    let mut start = true;
    for c in key.chars() {
        if start {
            name.extend(c.to_uppercase());
        } else {
            name.push(c);
        }
        start = c == ' ';
    }
    name
}

/// What a name sounds like: its consonants in one spelling with classes of vowels between. Digits and spaces make no sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sound {
    /// Everything that is heard.
    heard: Vec<u8>,
    /// The consonants, in wider classes.
    bones: Vec<u8>,
}

impl Sound {
    /// The sound of a key.
    pub(super) fn of(key: &str) -> Self {
        let (mut ear, mut sound) = (Ear::default(), Self { heard: Vec::new(), bones: Vec::new() });
        let note = |heard: Heard, sound: &mut Self| {
            for letter in [heard.consonant, heard.vowel].into_iter().flatten() {
                if sound.heard.last() != Some(&letter) {
                    sound.heard.push(letter);
                }
            }
            sound.bones.extend(heard.consonant.map(bone));
        };
        for word in key.split(' ').map(generic) {
            for byte in word.bytes().chain(std::iter::once(b' ')) {
                note(ear.hear(byte), &mut sound);
            }
        }
        note(ear.end(), &mut sound);
        sound
    }

    /// Whether there is enough of it to be told from others.
    pub(super) fn clear(&self) -> bool {
        self.bones.len() >= 2 && self.heard.len() >= 4
    }

    /// In how many letters another name sounds different; `None` where it is another name.
    pub(super) fn apart(&self, other: &Self) -> Option<usize> {
        let most = match self.heard.len() {
            0..6 => 0,
            6..9 => 1,
            _ => 2,
        };
        if self.heard.len().abs_diff(other.heard.len()) > most {
            return None;
        }
        Some(distance(&self.heard, &other.heard)).filter(|apart| *apart <= most)
    }
}

/// Letters to add, drop or change to make one of the other.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = change.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Consonants that transliterations exchange.
fn bone(consonant: u8) -> u8 {
    match consonant {
        b'j' => b'g',
        b'z' => b's',
        b'v' => b'b',
        other => other,
    }
}

/// Hears a key byte by byte: "kh" as k, "tch" as s, "dj" as j, "Nd" at the beginning of a word as d.
#[derive(Debug, Clone, Copy, Default)]
struct Ear {
    /// The consonant that may still be changed by what follows.
    pending: Option<u8>,
    /// Whether only one consonant of the word was heard so far.
    first: bool,
    /// Whether anything of the word was heard.
    inside: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Heard {
    consonant: Option<u8>,
    vowel: Option<u8>,
}

impl Ear {
    fn hear(&mut self, byte: u8) -> Heard {
        let vowel = match byte {
            b'a' => b'a',
            b'e' | b'i' | b'y' => b'i',
            b'o' | b'u' | b'w' => b'u',
            b' ' => {
                let heard = self.end();
                *self = Self::default();
                return heard;
            }
            b'h' => {
                self.pending = self.pending.map(|p| match p {
                    b'c' => b's',
                    b'p' => b'f',
                    other => other,
                });
                return Heard::default();
            }
            other if other.is_ascii_lowercase() => return self.consonant(other),
            _ => return Heard::default(),
        };
        let consonant = self.pending.take().map(plain);
        (self.first, self.inside) = (false, true);
        Heard { consonant, vowel: Some(vowel) }
    }

    fn consonant(&mut self, byte: u8) -> Heard {
        let joined = matches!(
            (self.pending, byte),
            (Some(b't'), b'c' | b's' | b'j') | (Some(b'd'), b'j' | b'z') | (Some(b'g'), b'b') | (Some(b'k'), b'p')
        );
        let nasal = self.first && matches!(self.pending, Some(b'n' | b'm'));
        let double = self.pending.map(plain) == Some(plain(byte));
        let gone = if joined || nasal || double { None } else { self.pending.map(plain) };
        self.first = !self.inside;
        self.inside = true;
        self.pending = Some(byte);
        Heard { consonant: gone, vowel: None }
    }

    fn end(&mut self) -> Heard {
        Heard { consonant: self.pending.take().map(plain), vowel: None }
    }
}

fn plain(consonant: u8) -> u8 {
    match consonant {
        b'q' | b'c' => b'k',
        other => other,
    }
}

/// Walks the keys whose consonants are those of a sound.
pub(super) struct Alike<'s> {
    bones: &'s [u8],
}

impl<'s> Alike<'s> {
    pub(super) fn new(sound: &'s Sound) -> Self {
        Self { bones: &sound.bones }
    }
}

/// How far a key was heard; `None` once it is another name.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    ear: Ear,
    matched: usize,
}

impl Automaton for Alike<'_> {
    type State = Option<Walk>;

    fn start(&self) -> Self::State {
        Some(Walk { ear: Ear::default(), matched: 0 })
    }

    fn is_match(&self, state: &Self::State) -> bool {
        state.is_some_and(|mut walk| {
            let last = walk.ear.end().consonant.map(bone);
            let all = walk.matched + usize::from(last.is_some()) == self.bones.len();
            all && last.is_none_or(|last| self.bones.last() == Some(&last))
        })
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state.is_some()
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        let mut walk = (*state)?;
        if let Some(consonant) = walk.ear.hear(byte).consonant.map(bone) {
            if self.bones.get(walk.matched) != Some(&consonant) {
                return None;
            }
            walk.matched += 1;
        }
        Some(walk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> Option<usize> {
        Sound::of(&place_key(a)).apart(&Sound::of(&place_key(b)))
    }

    #[test]
    fn articles_are_no_part_of_a_key() {
        assert_eq!(place_key("Al-Hasakah"), "hasakah");
        assert_eq!(place_key("Deir ez-Zor"), place_key("Deir al Zor"));
        assert_eq!(place_key("El"), "el");
        assert_eq!(place_key("Port Said"), "port said");
    }

    #[test]
    fn a_key_can_be_written_as_a_name() {
        assert_eq!(title("kafr zita"), "Kafr Zita");
        assert_eq!(title(""), "");
    }

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (a, b) in [
            ("Qamishly", "Al-Kamishli"),
            ("Boy-Kete", "Boykette"),
            ("Ndassima", "Dassima"),
            ("Matchika", "Mashika"),
            ("Kafr Noubl", "Kafr Nubbul"),
            ("Khalidiya", "Khaldiyah"),
            ("Lioto 3", "Lioto"),
            ("Tell Tamr", "Tall Tamir"),
            ("Sheikh Miskin", "Shaykh Miskin"),
        ] {
            assert!(apart(a, b).is_some(), "{a} {b}");
        }
    }

    #[test]
    fn other_names_do_not() {
        for (a, b) in [
            ("Qamishly", "Manbij"),
            ("Bohong", "Bangui"),
            ("Homs", "Hama"),
            ("Kirkuk", "Karkh"),
            ("Tell Tamr", "Tall Dimir"),
        ] {
            assert_eq!(apart(a, b), None, "{a} {b}");
        }
        assert!(!Sound::of("oea").clear());
    }
}
