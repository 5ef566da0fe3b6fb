//! Two updates in a row as one that says the same to a receiver who saw neither.

use std::collections::{HashMap, HashSet};

use crate::item::ItemId;
use crate::timeline::Update;

/// Adds the next update to one that was not received yet. What arrived and is gone again has still arrived: when it is back,
/// it will not count as new.
pub fn coalesce(update: &mut Update, next: Update) {
    let Update {
        timeline,
        changed,
        arrived,
        past,
        promoted,
        revised,
        moved,
        renamed,
    } = next;
    rename(update, renamed);
    update.timeline = timeline;
    update.arrived.extend(arrived);
    update.past.extend(past);
    update.promoted.extend(promoted);
    update.revised.extend(revised);
    update.moved |= moved;
    update.changed.extend(changed);
    update.changed.sort_unstable();
    update.changed.dedup();
}

/// Leads every id of the older update to its newest name.
fn rename(update: &mut Update, renamed: Vec<(ItemId, ItemId)>) {
    if renamed.is_empty() {
        return;
    }
    let newer: HashMap<ItemId, ItemId> = renamed.iter().copied().collect();
    let ids = update.renamed.iter_mut().map(|(_, new)| new);
    let items = update.arrived.iter_mut().chain(&mut update.past);
    let items = items.chain(&mut update.promoted).chain(&mut update.revised);
    for id in ids.chain(items.map(|item| &mut item.id)) {
        *id = newer.get(id).copied().unwrap_or(*id);
    }
    update.renamed.extend(renamed);
    let mut known = HashSet::new();
    update
        .renamed
        .retain(|&(old, new)| old != new && known.insert((old, new)));
}
