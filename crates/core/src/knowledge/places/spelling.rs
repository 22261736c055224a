//! How place names are compared: folded keys without article, and consonant skeletons for transliterations.

use crate::knowledge::fold;

const ARTICLES: &[&str] = &["al ", "el ", "ad ", "as ", "at ", "an ", "ar ", "az ", "ash "];

/// A name's key: folded, without a leading Arabic or Spanish article.
pub fn place_key(name: &str) -> String {
    let key = fold(name);
    for article in ARTICLES {
        if let Some(bare) = key.strip_prefix(article)
            && bare.len() > 2
        {
            return bare.to_owned();
        }
    }
    key
}

/// The consonants of a name in one spelling, so that transliterations meet: "Qamishly" and "Kamishli". `None` where too few are left.
pub fn skeleton(name: &str) -> Option<String> {
    const DIGRAPHS: &[(&str, char)] =
        &[("kh", 'k'), ("gh", 'g'), ("dh", 'd'), ("th", 't'), ("ph", 'f'), ("sh", 'x'), ("ch", 'x'), ("dj", 'j')];
    let key = place_key(name);
    let mut bones = String::new();
    let mut rest = key.as_str();
    while let Some(c) = rest.chars().next() {
        let digraph = DIGRAPHS.iter().find(|(pair, _)| rest.starts_with(pair));
        let (bone, length) = match (digraph, c) {
            (Some((pair, bone)), _) => (Some(*bone), pair.len()),
            (_, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h') => (None, c.len_utf8()),
            (_, 'q' | 'c') => (Some('k'), 1),
            (_, 'v') => (Some('b'), 1),
            _ => (Some(c), c.len_utf8()),
        };
        rest = &rest[length..];
        if let Some(bone) = bone.filter(|b| !bones.ends_with(*b)) {
            bones.push(bone);
        }
    }
    (bones.chars().filter(|c| c.is_alphabetic()).count() >= 4).then_some(bones)
}
