//! Explicit zeros: "no casualties", "no one was killed", "without killing anybody", "none of its clerks was wounded".

use super::{HarmMention, HarmReader};
use crate::extraction::figures::Number;
use crate::model::HarmKind;

const BOTH: &[HarmKind] = &[HarmKind::Killed, HarmKind::Injured];

/// What a word says did not happen, behind "no", "none", "nobody", "without".
fn kinds(word: &str) -> &'static [HarmKind] {
    match word {
        "deaths" | "death" | "fatalities" | "fatality" | "killed" | "died" | "dead" | "killing" | "fatal" => {
            &[HarmKind::Killed]
        }
        "injuries" | "injury" | "injured" | "wounded" | "injuring" | "wounding" => &[HarmKind::Injured],
        "survived" => &[HarmKind::Killed],
        "casualties" | "casualty" | "victims" | "hurt" | "hurting" | "harmed" | "harming" | "unhurt" | "unharmed"
        | "uninjured" | "unscathed" => BOTH,
        _ => &[],
    }
}

/// Words for a count: "casualty figures", "injury reports".
fn is_tally(word: &str) -> bool {
    matches!(
        word,
        "figure"
            | "figures"
            | "toll"
            | "tolls"
            | "count"
            | "counts"
            | "report"
            | "reports"
            | "estimate"
            | "estimates"
            | "list"
            | "numbers"
    )
}

impl HarmReader<'_, '_, '_> {
    pub(super) fn zeros(&self, found: &mut Vec<HarmMention>) {
        for at in self.tokens.clone() {
            if let Some(harmed) = self.nothing_from(at) {
                self.zero(at, harmed, found);
            }
        }
    }

    /// Where the words that begin at a token and say that nobody was harmed name the harm.
    fn nothing_from(&self, at: usize) -> Option<usize> {
        let reach = match self.word(at) {
            "no" if !matches!(self.word(at + 1), "longer" | "matter" | "doubt" | "fewer" | "less" | "more") => 7,
            "nobody" => 7,
            "none" => 10,
            "without" => 4,
            "killed" | "wounded" | "injured" | "hurt" if matches!(self.word(at + 1), "nobody") => return Some(at),
            "killed" | "wounded" | "injured" | "killing" | "wounding" | "injuring" | "hurting" | "kill" | "hurt"
            | "harming"
                if self.word(at + 1) == "none" =>
            {
                return Some(at);
            }
            "unhurt" | "unharmed" | "uninjured" | "unscathed" => return self.all_spared(at),
            "survived" => return self.all_spared(at),
            "neither" => 10,
            "killed" | "wounded" | "injured" | "killing" | "wounding" | "injuring" | "hurting" | "kill"
                if self.word(at + 1) == "no" && self.word(at + 2) == "one"
                    || matches!(self.word(at + 1), "nobody" | "no-one") =>
            {
                return Some(at);
            }
            "zero" => return self.counted_zero(at),
            _ => return None,
        };
        let end = self.tokens.end.min(at + reach);
        let unknown = |t: usize| self.knowledge.lexicon.listed("no-zero", self.word(t));
        let stop = (at + 1..end).find(|&t| unknown(t)).unwrap_or(end);
        let found =
            (at + 1..stop).find(|&t| !kinds(self.word(t)).is_empty() || self.life_lost(t) || self.hit_nobody(at, t));
        // "released no casualty figures": of those there were none.
        let found = found.filter(|&t| !is_tally(self.word(t + 1)));
        // "neither the army nor the police killed anyone": who did not do it.
        found.filter(|&t| {
            let done = |t: usize| matches!(self.word(t.wrapping_sub(1)), "was" | "were" | "been");
            self.word(at) != "neither" || t == at + 1 || done(t)
        })
    }

    /// "all on board escaped unhurt", "its crew was unharmed", "everyone aboard survived": nobody was harmed.
    fn all_spared(&self, at: usize) -> Option<usize> {
        let verb = (at.saturating_sub(3)..at + usize::from(self.word(at) == "survived"))
            .rev()
            .find(|&t| self.clauses.verb(self.clauses.phrase_of(t)).is_some())?;
        let subject = self.clauses.subject(self.clauses.phrase_of(verb)).first().copied()?;
        let noun = self.clauses.noun(self.clauses.head_of_chain(subject))?;
        let whole = matches!(
            self.word(noun.tokens.start),
            "all" | "everyone" | "everybody" | "its" | "their" | "his" | "her" | "both"
        );
        let aboard = matches!(
            self.word(noun.head),
            "crew"
                | "passengers"
                | "occupants"
                | "staff"
                | "everyone"
                | "everybody"
                | "all"
                | "pupils"
                | "residents"
                | "guests"
                | "workers"
                | "driver"
                | "drivers"
                | "guards"
                | "patients"
        );
        let all = whole && (aboard || noun.pronoun || self.word(noun.tokens.start) == "all")
            || matches!(self.word(noun.head), "crew" | "occupants" | "everyone" | "everybody");
        let some_hurt = self.tokens.clone().any(|t| {
            matches!(
                self.word(t),
                "killed" | "wounded" | "injured" | "died" | "killing" | "wounding" | "injuring" | "dead" | "others"
            )
        });
        (all && !some_hurt).then_some(at)
    }

    /// "without loss of life", "no lives were lost".
    fn life_lost(&self, at: usize) -> bool {
        let loss = self.word(at.wrapping_sub(2)) == "loss" && self.word(at.wrapping_sub(1)) == "of";
        let lost = matches!(self.word(at + 1), "was" | "were") && self.word(at + 2) == "lost";
        let claimed = self.word(at.wrapping_sub(1)) == "no"
            && matches!(self.word(at.wrapping_sub(2)), "claimed" | "cost" | "took" | "claiming" | "costing" | "taking");
        matches!(self.word(at), "life" | "lives") && (loss || lost || claimed)
    }

    /// "nobody was hit", "no one was struck", "nobody came to harm".
    fn hit_nobody(&self, at: usize, hit: usize) -> bool {
        let no_one = matches!(self.word(at), "nobody" | "none") || self.word(at) == "no" && self.word(at + 1) == "one";
        let before = self.word(hit.wrapping_sub(1));
        let was = matches!(before, "was" | "were" | "been");
        no_one && (matches!(self.word(hit), "hit" | "struck") && was || self.word(hit) == "harm" && before == "to")
    }

    /// "the count of dead was zero".
    fn counted_zero(&self, at: usize) -> Option<usize> {
        let from = at.saturating_sub(5).max(self.tokens.start);
        matches!(self.word(at.wrapping_sub(1)), "was" | "is" | "at")
            .then(|| (from..at).find(|&t| !kinds(self.word(t)).is_empty()))
            .flatten()
    }

    fn zero(&self, at: usize, harmed: usize, found: &mut Vec<HarmMention>) {
        let joins = matches!(self.word(harmed + 1), "or" | "and" | "nor")
            && kinds(self.word(harmed + 2)).contains(&HarmKind::Injured);
        let kinds = match () {
            () if joins => BOTH,
            () if self.life_lost(harmed) => &[HarmKind::Killed],
            () if self.hit_nobody(at, harmed) => BOTH,
            () => kinds(self.word(harmed)),
        };
        let (start, last) = (at.min(harmed), at.max(harmed));
        let end = if joins { last + 3 } else { last + 1 }.min(self.tokens.end);
        for kind in kinds {
            let number = Number { tokens: start..end, low: 0, high: Some(0), additional: false, ordinal: false };
            found.retain(|f| !(f.harm.kind == *kind && f.tokens.start <= last && f.tokens.end > start));
            found.push(self.figure(&number, start..end, *kind, None, None));
        }
    }
}
