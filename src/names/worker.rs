//! Learns stock names on a thread of its own, to keep keys from waiting for it.

use std::sync::Arc;

use super::learner::NameLearner;
use super::stock_names::StockNames;
use super::user_stock::UserStock;
use crate::dump::Dump;
use crate::worker::Worker;

/// Lists the dumps to learn from, newest first; called on the worker's thread.
pub type ListDumps = Box<dyn FnOnce() -> Vec<Arc<Dump>> + Send>;

/// Starts the worker. Of several waiting requests only the latest is served; `publish` and `on_panic` are called on its
/// thread. After a panic everything is learnt again with the next request.
pub fn start(
    given: Vec<UserStock>,
    publish: impl Fn(Arc<StockNames>) + Send + Sync + 'static,
    on_panic: impl Fn() + Send + Sync + 'static,
) -> Worker<ListDumps> {
    let learn = move |learner: &mut NameLearner, mut requests: Vec<ListDumps>| {
        if let Some(dumps) = requests.pop() {
            publish(learner.learn(&dumps()));
        }
    };
    Worker::start(
        "names",
        move || NameLearner::new(given.clone()),
        learn,
        on_panic,
    )
}
