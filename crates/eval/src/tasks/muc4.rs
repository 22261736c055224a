//! Templates of terrorist incidents (MUC-4): the violent tellings of a report that the task calls incidents, with its five string slots as the
//! network marks them, or, by the rules alone, as the tellings have them.

use anyhow::Result;
use dateline_cli::engine::ReadReport;
use dateline_core::extraction::Reader;
use dateline_core::knowledge::{ActorHit, Knowledge, fold};
use dateline_core::model::{Account, ActorKind, Certainty, EventType, Mode, Participant, Status, Telling};
use serde_json::{Value, json};

pub(super) fn predict(reader: &Reader<'_>, row: &Value) -> Result<Value> {
    let read = super::read(reader, row)?;
    let mut templates: Vec<Template> = Vec::new();
    for telling in &read.reading.tellings {
        let Some(template) = template(telling, &read, reader.network().is_some()) else { continue };
        match templates.iter_mut().find(|t| t.same_incident(&template)) {
            Some(known) => known.absorb(template),
            None => templates.push(template),
        }
    }
    fill(reader, row["text"].as_str().unwrap_or_default(), &mut templates);
    let form: Vec<Value> = templates.iter().map(Template::form).collect();
    Ok(json!({"id": row["id"], "templates": form}))
}

/// One incident: strings by slot, one for each participant.
#[derive(Debug, Default, PartialEq)]
struct Template {
    kind: &'static str,
    individuals: Vec<String>,
    organisations: Vec<String>,
    targets: Vec<String>,
    victims: Vec<String>,
    weapons: Vec<String>,
    /// Where the words stand that tell of it, in code points.
    at: Vec<u32>,
}

impl Template {
    /// The strings of a role, by the name that the network gives it.
    fn list(&mut self, role: &str) -> Option<&mut Vec<String>> {
        match role {
            "PerpInd" => Some(&mut self.individuals),
            "PerpOrg" => Some(&mut self.organisations),
            "Target" => Some(&mut self.targets),
            "Victim" => Some(&mut self.victims),
            "Weapon" => Some(&mut self.weapons),
            _ => None,
        }
    }

    fn is_bare(&self) -> bool {
        [&self.individuals, &self.organisations, &self.targets, &self.victims, &self.weapons]
            .iter()
            .all(|l| l.is_empty())
    }

    fn form(&self) -> Value {
        json!({
            "type": self.kind, "PerpInd": self.individuals, "PerpOrg": self.organisations,
            "Target": self.targets, "Victim": self.victims, "Weapon": self.weapons,
        })
    }

    /// The task gives one template to what several tellings say of one victim or target.
    fn same_incident(&self, other: &Self) -> bool {
        let bare = |t: &Self| t.victims.is_empty() && t.targets.is_empty();
        self.kind == other.kind
            && (bare(self)
                || bare(other)
                || shared(&self.victims, &other.victims)
                || shared(&self.targets, &other.targets))
    }

    fn absorb(&mut self, other: Self) {
        let lists = [
            (&mut self.individuals, other.individuals),
            (&mut self.organisations, other.organisations),
            (&mut self.targets, other.targets),
            (&mut self.victims, other.victims),
            (&mut self.weapons, other.weapons),
        ];
        for (list, more) in lists {
            more.into_iter().for_each(|words| add(list, words));
        }
        self.at.extend(other.at);
    }
}

/// So many code points off, at most, stand what the network marks and the words that tell of its incident.
const REACH: u32 = 600;

/// Where a network reads along, who and what takes part is what it marks, each for the incident told of nearest to it; incidents without
/// victim or target are left out where there are others. An attack, the task's word for what is nothing else, is none without anyone or anything.
fn fill(reader: &Reader<'_>, text: &str, templates: &mut Vec<Template>) {
    let Some(network) = reader.network() else { return };
    let reading = network.text(text);
    let labels = network.labels("muc");
    templates
        .iter_mut()
        .for_each(|t| *t = Template { kind: t.kind, at: std::mem::take(&mut t.at), ..Template::default() });
    for tag in network.fillers(&reading) {
        let Some(words) = reading.words.get(tag.words).filter(|words| !words.is_empty()) else { continue };
        let (start, end) = (words[0].start, words[words.len() - 1].end);
        let at = super::code_points(text, start) as u32;
        let apart = |t: &Template| t.at.iter().map(|told| told.abs_diff(at)).min().unwrap_or(u32::MAX);
        let nearest = templates.iter_mut().filter(|t| apart(t) <= REACH).min_by_key(|t| apart(t));
        if let (Some(template), Some(role)) = (nearest, labels.get(tag.label))
            && let Some(list) = template.list(role)
        {
            add(list, one_line(&text[start..end]));
        }
    }
    let harmed = |t: &Template| !t.targets.is_empty() || !t.victims.is_empty();
    if templates.iter().any(harmed) {
        templates.retain(harmed);
    }
    templates.retain(|t| t.kind != "attack" || !t.is_bare());
}

fn shared(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| b.iter().any(|y| alike(x, y)))
}

/// Whether one name holds the other as its last words or its first: "GALAN", "LUIS CARLOS GALAN".
fn alike(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    long.split_whitespace().any(|word| word == short) || long.ends_with(short) || long.starts_with(short)
}

fn add(list: &mut Vec<String>, words: String) {
    match list.iter_mut().find(|known| alike(known, &words)) {
        Some(known) if known.len() < words.len() => *known = words,
        Some(_) => {}
        None => list.push(words),
    }
}

/// The telling as an incident, if the task takes it for one. `marked`: a network marks victims and targets, so that fighting without any falls away by itself.
fn template(telling: &Telling, read: &ReadReport, marked: bool) -> Option<Template> {
    let account = &telling.account;
    let several = account.status == Status::Aggregate && !account.targets.is_empty();
    let told = (several || matches!(account.status, Status::New | Status::Background))
        && !matches!(account.certainty, Certainty::Denied | Certainty::Possible | Certainty::Intended);
    let other_force = !marked && matches!(account.mode, Some(Mode::Clash | Mode::CrowdControl));
    if account.kind != EventType::Assault || other_force || !told || is_warfare(account) {
        return None;
    }
    let at = telling.claims.iter().map(|&c| read.reading.claims[c].anchor.start()).collect();
    let mut template = Template { kind: incident(telling, read), at, ..Template::default() };
    account.actors.iter().for_each(|actor| perpetrator(actor, &mut template));
    account.targets.iter().for_each(|target| sufferer(target, &mut template));
    account.means.iter().for_each(|means| add(&mut template.weapons, one_line(means.text())));
    // What is only mentioned in passing, without anyone or anything, is no incident of this report.
    let bare = account.actors.is_empty() && account.targets.is_empty() && account.means.is_empty();
    (!bare || account.status == Status::New).then_some(template)
}

/// The task leaves out what the state does to fighters, or to nobody named.
fn is_warfare(account: &Account) -> bool {
    use ActorKind as K;
    let state = |p: &Participant| matches!(p.kind, K::Military | K::Government | K::Police);
    let fighters = |p: &Participant| matches!(p.kind, K::Rebel | K::Jihadist | K::Militia | K::Criminal | K::Place);
    !account.actors.is_empty() && account.actors.iter().all(state) && account.targets.iter().all(fighters)
}

/// The task's name for what was done: by the mode, and by the words that name it.
fn incident(telling: &Telling, read: &ReadReport) -> &'static str {
    let named = |words: &[&str]| {
        telling.claims.iter().any(|&c| {
            let anchor = read.reading.claims[c].anchor.text().to_lowercase();
            words.iter().any(|word| anchor.contains(word))
        })
    };
    match telling.account.mode {
        Some(Mode::Abduct) => "kidnapping",
        Some(Mode::Explosives | Mode::SuicideAttack) => "bombing",
        _ if named(&["bomb", "dynamit", "blow up", "blew up", "blown up", "explo"]) => "bombing",
        Some(Mode::Destroy) if named(&["burn", "fire", "arson", "torch", "ablaze"]) => "arson",
        Some(Mode::Destroy) if named(&["loot", "rob", "pillage", "ransack"]) => "robbery",
        _ => "attack",
    }
}

/// A named body is an organisation; what is left of the words ("ELN guerrillas") are individuals.
fn perpetrator(actor: &Participant, template: &mut Template) {
    let knowledge = Knowledge::builtin();
    let words = one_line(actor.quote.text());
    let parts: Vec<&str> = words.split(' ').collect();
    let body = bodies(&parts, knowledge);
    if let Some((start, end)) = body {
        add(&mut template.organisations, parts[start..end].join(" "));
        let rest: Vec<&str> = parts[end..].to_vec();
        if !rest.is_empty() && start == 0 {
            add(&mut template.individuals, rest.join(" "));
        }
    } else if actor.id.is_some() || matches!(actor.kind, ActorKind::Military | ActorKind::Government) {
        add(&mut template.organisations, words);
    } else {
        add(&mut template.individuals, words);
    }
}

/// The longest run of the words that names a group of the registry.
fn bodies(parts: &[&str], knowledge: &Knowledge) -> Option<(usize, usize)> {
    for length in (1..=parts.len()).rev() {
        for start in 0..=parts.len() - length {
            let key = fold(&parts[start..start + length].join(" "));
            let armed = |hit: &ActorHit| matches!(hit, ActorHit::Actor(n) if matches!(knowledge.actors.get(*n).kind, ActorKind::Rebel | ActorKind::Militia | ActorKind::Jihadist | ActorKind::Criminal));
            if knowledge.actors.find(&key).iter().any(armed) {
                return Some((start, start + length));
            }
        }
    }
    None
}

/// Things are targets; of people the task keeps those who are named.
fn sufferer(target: &Participant, template: &mut Template) {
    match target.kind {
        ActorKind::Infrastructure | ActorKind::Business => add(&mut template.targets, one_line(target.quote.text())),
        ActorKind::Place => {}
        _ if is_named(target) => add(&mut template.victims, target.name.to_owned()),
        _ => {}
    }
}

/// A person with a name: no body of the registry, and no generic word alone.
fn is_named(target: &Participant) -> bool {
    let knowledge = Knowledge::builtin();
    let last = target.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    match &target.id {
        Some(id) => knowledge.actors.is_person(id),
        None => knowledge.lexicon.agent(&last).is_none() && target.count.is_none(),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
