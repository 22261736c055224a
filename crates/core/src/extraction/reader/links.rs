//! Links: which mentions of one sentence are one event by its structure.

use super::sentence::SentencePass;
use crate::extraction::draft::Draft;
use crate::knowledge::Frame;
use crate::model::*;

impl SentencePass<'_> {
    /// Mentions of one sentence that structure shows to be one event.
    pub(super) fn link(&self, links: &[(usize, usize)], draft_of: &[Option<usize>], drafts: &mut [Draft]) {
        for &(a, b) in links {
            if let (Some(a), Some(b)) = (draft_of[a], draft_of[b]) {
                self.unite(a.min(b), a.max(b), drafts);
            }
        }
        // "killed and wounded", "attacked …, killing": harm verbs follow the act they belong to.
        for (index, mention) in self.mentions.iter().enumerate() {
            let Some(later) = draft_of[index] else { continue };
            if drafts[later].same_as.is_some() || !mention.verb || mention.kind != EventType::Assault {
                continue;
            }
            let harm = self.pass.knowledge.lexicon.trigger(mention.trigger).harm.is_some();
            let gerund = self.clauses.verb(mention.phrase).is_some_and(|v| v.gerund);
            let earlier =
                (0..index).rev().find(|&e| draft_of[e].is_some() && self.mentions[e].kind == EventType::Assault);
            let earlier = earlier.filter(|&e| !self.told_of_two_places(draft_of[e], &drafts[later], drafts));
            // "raids in support of forces battling rebels": those who battle are others than those who raid.
            let own = mention.frame == Frame::Clash
                && mention.phrase.checked_sub(1).is_some_and(|p| self.clauses.subject(mention.phrase) == [p]);
            if let Some(earlier) = earlier.filter(|&e| !gerund || !own && !self.is_only_object(e))
                && (harm && (gerund || self.shares_clause(earlier, index))
                    || gerund && self.shares_clause(earlier, index)
                    || self.clauses.shares_passive(mention.phrase))
            {
                let earlier = draft_of[earlier].unwrap_or(later);
                self.unite(earlier, later, drafts);
            }
        }
    }

    /// "killed four people in one town and a further six in another": each has a place of its own.
    fn told_of_two_places(&self, earlier: Option<usize>, later: &Draft, drafts: &[Draft]) -> bool {
        let towns = [earlier.and_then(|e| drafts.get(e)), Some(later)];
        let named = towns.map(|d| d.filter(|d| d.place_sure && d.place_named).and_then(|d| d.account.place.as_ref()));
        let town = |p: &&Where| matches!(p.precision, PlacePrecision::Town | PlacePrecision::Site);
        let [Some(a), Some(b)] = named.map(|p| p.filter(town)) else { return false };
        a.name != b.name && !a.quote.overlaps(&b.quote)
    }

    /// "avenged the murder by burning a shop": the murder is what the verb is about, not what was done.
    fn is_only_object(&self, earlier: usize) -> bool {
        let mention = &self.mentions[earlier];
        mention.carrier.is_some_and(|c| {
            let act = !self.pass.knowledge.lexicon.verb_triggers(self.clauses.lemma(c.verb)).is_empty();
            !c.done && !c.suffered && !act && self.clauses.object(c.verb).contains(&mention.phrase)
        })
    }

    /// Whether no other subject stands between two mentions.
    fn shares_clause(&self, earlier: usize, later: usize) -> bool {
        let (a, b) = (&self.mentions[earlier], &self.mentions[later]);
        let far = b.tokens.start.saturating_sub(a.tokens.end) > 25;
        let harm_both = self.pass.knowledge.lexicon.trigger(a.trigger).harm.is_some();
        let between = format!(" {} ", self.document().words(a.tokens.end..b.tokens.start));
        let separate = [" another ", " separate", " elsewhere", " also ", " while ", ";", " meanwhile", " said that "]
            .iter()
            .any(|w| between.contains(w));
        !far && !separate && (harm_both || b.verb)
    }

    fn unite(&self, first: usize, second: usize, drafts: &mut [Draft]) {
        if first == second {
            return;
        }
        let hedged = |c: Certainty| {
            matches!(
                c,
                Certainty::Suspected
                    | Certainty::Unverified
                    | Certainty::Possible
                    | Certainty::Denied
                    | Certainty::Intended
            )
        };
        let (a, b) = (drafts[first].account.certainty, drafts[second].account.certainty);
        if hedged(a) != hedged(b) && drafts[first].sentence == drafts[second].sentence {
            let doubt = if hedged(a) { first } else { second };
            let (certainty, status) = (drafts[doubt].account.certainty, drafts[doubt].account.status);
            for number in [first, second] {
                drafts[number].account.certainty = certainty;
                drafts[number].account.status = status;
            }
        }
        let earlier = drafts[first].account.clone();
        let later = &mut drafts[second];
        later.same_as = Some(first);
        if later.account.actors.is_empty() {
            let suffers = |a: &Participant| later.account.targets.iter().any(|t| t.name.eq_ignore_ascii_case(&a.name));
            let actors: Vec<Participant> = earlier.actors.into_iter().filter(|a| !suffers(a)).collect();
            later.account.actors = actors;
        }
        later.account.mode = later.account.mode.or(earlier.mode);
        if later.account.date.is_none() {
            later.account.date = earlier.date;
        }
        if later.account.place.is_none() || !later.place_sure {
            later.account.place = earlier.place.or(later.account.place.take());
        }
    }
}
