//! Tolls: figures that nouns give: "the death toll rose to 42", "42 dead", "claimed 12 lives", "left 12 dead".

use super::{HarmMention, HarmReader, participle_harm};
use crate::extraction::document::Tag;
use crate::extraction::figures::{Number, number_at};
use crate::model::HarmKind;

/// What a noun counts.
fn counted(word: &str) -> Option<HarmKind> {
    Some(match word {
        "deaths" | "fatalities" | "dead" | "corpses" | "bodies" => HarmKind::Killed,
        "injuries" | "wounded" | "injured" => HarmKind::Injured,
        "arrests" | "detentions" => HarmKind::Detained,
        _ => return None,
    })
}

impl HarmReader<'_, '_, '_> {
    pub(super) fn tolls(&self, found: &mut Vec<HarmMention>) {
        for at in self.tokens.clone() {
            match self.word(at) {
                "toll" | "tolls" => self.toll(at, HarmKind::Killed, found),
                "count" if matches!(self.word(at.wrapping_sub(1)), "body" | "death") => {
                    self.toll(at, HarmKind::Killed, found);
                }
                "number" | "tally" => {
                    if let Some(kind) = self.number_of_whom(at) {
                        self.toll(at, kind, found);
                    }
                }
                "dead" | "wounded" | "injured" if self.brought_to(at) => {
                    if let Some(kind) = counted(self.word(at)) {
                        self.toll(at, kind, found);
                    }
                }
                "numbered" | "totalled" | "totaled" => self.numbered(at, found),
                word => {
                    let kind = counted(word).or_else(|| self.ends_in_hurt(at));
                    if let (Some(kind), Some(number)) = (kind, self.number_ending(at)) {
                        self.counted_noun(at, kind, number, found);
                    }
                }
            }
        }
    }

    /// "bringing the dead to 11".
    fn brought_to(&self, at: usize) -> bool {
        self.word(at + 1) == "to"
            && self.word(at.wrapping_sub(1)) == "the"
            && matches!(
                self.word(at.wrapping_sub(2)),
                "bringing" | "taking" | "raising" | "brought" | "raised" | "took"
            )
    }

    /// ", five hurt", "17 dead, 140 hurt": the bare participle that ends a clause.
    fn ends_in_hurt(&self, at: usize) -> Option<HarmKind> {
        let ends = matches!(self.word(at + 1), "" | "," | "." | ";" | "in" | "at" | "near" | "as" | "after" | "when");
        (self.word(at) == "hurt" && ends).then_some(HarmKind::Injured)
    }

    /// "the toll from the blast rose by five to 21": the number it came to, never the one it rose by.
    fn toll(&self, at: usize, kind: HarmKind, found: &mut Vec<HarmMention>) {
        let reach = at + 1..self.tokens.end.min(at + 30);
        let stop = reach.clone().find(|&t| matches!(self.word(t), ";" | "while" | "but")).unwrap_or(reach.end);
        // "climbed past 200" is more than 200.
        let beyond = |t: usize| {
            let word = self.word(t);
            matches!(word, "past" | "passed" | "above" | "exceeded" | "exceeds" | "topped" | "tops" | "surpassed")
        };
        let candidates = |words: &[&str]| {
            (reach.start..stop).filter(|&t| words.contains(&self.word(t - 1))).find_map(|t| {
                number_at(self.clauses.document, t, self.tokens.end).filter(|n| n.high != Some(1) && !n.ordinal)
            })
        };
        let number = candidates(&[
            "to",
            "at",
            "reached",
            "reaching",
            "passed",
            "hit",
            "above",
            "exceeded",
            "topped",
            "surpassed",
        ])
        .or_else(|| candidates(&["of", "was", "is", "now", "past", "exceeds", "tops", ":"]));
        let Some(mut number) = number else { return };
        if beyond(number.tokens.start - 1) && number.high == Some(number.low) {
            (number.low, number.high) = (number.low.saturating_add(1), None);
        }
        let kind = match self.word(at.wrapping_sub(1)) {
            "injury" | "injured" | "wounded" => HarmKind::Injured,
            "casualty" => return,
            _ => kind,
        };
        if !self.taken(found, &number.tokens, kind) {
            let mut figure = self.figure(&number, number.tokens.clone(), kind, None, None);
            let since = (at..number.tokens.start).any(|t| matches!(self.word(t), "since" | "year" | "month"));
            figure.mixed = since || self.of_a_period(number.tokens.end);
            found.push(figure);
        }
    }

    /// "the number of wounded", "a tally of those arrested".
    fn number_of_whom(&self, at: usize) -> Option<HarmKind> {
        let from = match self.word(at + 1) {
            "of" => at + 2,
            // "bringing the number killed in the raid to 121"
            "killed" | "dead" | "wounded" | "injured" | "arrested" => at + 1,
            _ => return None,
        };
        let brought = matches!(self.word(at.wrapping_sub(2)), "bringing" | "taking" | "raising" | "brought" | "raised");
        let rises = (at..self.tokens.end.min(at + 22)).any(|t| {
            matches!(
                self.word(t),
                "rose"
                    | "risen"
                    | "climbed"
                    | "stood"
                    | "stands"
                    | "reached"
                    | "grew"
                    | "jumped"
                    | "was"
                    | "is"
                    | "passed"
            )
        });
        let kind = (from..self.tokens.end.min(from + 4))
            .find_map(|t| counted(self.word(t)).or_else(|| participle_harm(self.word(t))));
        let mixed = (from..self.tokens.end.min(from + 4)).any(|t| self.joins_another(t).is_some());
        kind.filter(|_| (rises || brought) && !mixed)
    }

    /// Whether a period follows that makes a toll the sum of many events: "since August", "this year".
    fn of_a_period(&self, from: usize) -> bool {
        (from..self.tokens.end.min(from + 12)).any(|t| {
            matches!(self.word(t), "since" | "during" | "year" | "month" | "decade")
                || self.clauses.document.words(t..self.tokens.end.min(t + 2)) == "so far"
        })
    }

    /// "the wounded in the shelling numbered 45"; "the dead and wounded numbered 45" counts neither.
    fn numbered(&self, at: usize, found: &mut Vec<HarmMention>) {
        let Some(number) = number_at(self.clauses.document, at + 1, self.tokens.end) else { return };
        let counted = (self.tokens.start..at).find_map(|t| counted(self.word(t)).map(|kind| (t, kind)));
        let Some((noun, kind)) = counted else { return };
        if self.joins_another(noun).is_none() && !self.taken(found, &number.tokens, kind) {
            found.push(self.figure(&number, number.tokens.clone(), kind, None, None));
        }
    }

    fn counted_noun(&self, at: usize, kind: HarmKind, number: Number, found: &mut Vec<HarmMention>) {
        if self.taken(found, &number.tokens, kind) {
            return;
        }
        let mut figure = self.figure(&number, number.tokens.start..at + 1, kind, None, None);
        figure.mixed = self.joins_another(at).is_some();
        found.push(figure);
    }

    /// "dead and wounded", "deaths and injuries", "dead or missing": the kind joined without a number of its own.
    fn joins_another(&self, at: usize) -> Option<HarmKind> {
        // "claimed 276 lives and injured 300": each has a number of its own.
        let apart = number_at(self.clauses.document, at + 3, self.tokens.end).is_some();
        let joins = matches!(self.word(at + 1), "and" | "or") && !apart;
        let next = self.word(at + 2);
        joins.then(|| counted(next).or_else(|| participle_harm(next))).flatten()
    }

    /// The number right before a token: "at least 12 | dead".
    fn number_ending(&self, at: usize) -> Option<Number> {
        let document = self.clauses.document;
        (at.saturating_sub(6).max(self.tokens.start)..at).find_map(|start| {
            number_at(document, start, at).filter(|n| {
                let gap = n.tokens.end + 1 == at
                    && (matches!(document.tokens[at - 1].tag, Tag::Noun | Tag::Adjective)
                        || self.word(at - 1) == "people");
                !n.ordinal && (n.tokens.end == at || gap || self.past_verb_be(n.tokens.end) == at)
            })
        })
    }

    /// "25 villagers | are dead".
    fn past_verb_be(&self, from: usize) -> usize {
        let noun = (from..self.tokens.end.min(from + 2))
            .find(|&t| matches!(self.word(t), "are" | "were" | "was" | "is" | "lie" | "lay" | "lies"));
        noun.map_or(from, |t| t + 1)
    }

    /// "claimed the lives of at least 12 pilgrims", "claimed lives of", "cost the life of a nurse".
    fn lives_of(&self, at: usize, lives: bool, found: &mut Vec<HarmMention>) {
        let named = at + 1 + usize::from(self.word(at + 1) == "the");
        let of = named + 1;
        if !lives || !matches!(self.word(named), "lives" | "life") || self.word(of) != "of" {
            return;
        }
        self.of_people(
            self.clauses.phrase_of(of + 1),
            HarmKind::Killed,
            Some(self.clauses.phrase_of(at)),
            false,
            found,
        );
    }

    /// "left 12 dead and 30 wounded", "claimed 12 lives", "made six homeless".
    pub(super) fn left_behind(&self, found: &mut Vec<HarmMention>) {
        for at in self.tokens.clone() {
            let lives =
                matches!(self.word(at), "claimed" | "claiming" | "lost" | "cost" | "costing" | "took" | "taking");
            if !lives && !matches!(self.word(at), "leaving" | "left" | "made" | "rendered" | "making") {
                continue;
            }
            let number = (at + 1..self.tokens.end.min(at + 3))
                .find_map(|t| number_at(self.clauses.document, t, self.tokens.end).filter(|n| !n.ordinal));
            let Some(number) = number else {
                self.lives_of(at, lives, found);
                continue;
            };
            let near = number.tokens.end..self.tokens.end.min(number.tokens.end + 5);
            let kind = near.clone().find_map(|t| match self.word(t) {
                "lives" => Some((t, HarmKind::Killed)),
                // "claimed six victims"
                "victims" if self.word(at).starts_with("claim") => Some((t, HarmKind::Killed)),
                word if !lives => participle_harm(word).map(|k| (t, k)),
                _ => None,
            });
            let Some((t, kind)) = kind else { continue };
            if !self.taken(found, &number.tokens, kind) {
                let mut figure = self.figure(&number, number.tokens.start..t + 1, kind, None, None);
                figure.mixed = self.joins_another(t).is_some();
                found.push(figure);
                self.elliptic(t, Some(self.clauses.phrase_of(at)), found);
            }
        }
    }
}
