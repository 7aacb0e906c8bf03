//! Tasks that read documents: the text is read when the call comes, and handed out when the task ends.

use std::sync::Arc;

use crate::{
    http::TaskPace,
    world::{self, Api, Content, Job, Needs, Node, NodeId, Pace, Task, TaskItem, TaskSpec, World},
    wps::{auth::Caller, error::Error, ids, tasks::batch, wire::Extracted},
};

/// The kind of these tasks among all tasks of WPS.
const KIND: u32 = batch::KIND + 1;

/// Starts a task; returns where it stands.
///
/// # Errors
/// Those of [`World::live`] if the file is gone.
pub fn start(
    caller: &Caller,
    pace: TaskPace,
    id: NodeId,
    request: &Extracted,
    read: Option<&Extracted>,
) -> Result<Extracted, Error> {
    let kept = |read| {
        let text = serde_json::to_vec(read).expect("texts and numbers");
        caller.call.memory().keep(text).map(Content::new).map_err(world::Error::from)
    };
    let text = read.map(kept).transpose()?.ok_or(world::Error::BadArchive);
    let job = Job::Read { text };
    let pace = pace.of(caller.settings());
    caller.sandbox().write(|world, now| {
        let drive = world.live(id)?.drive;
        let items = vec![TaskItem { given: ids::file(id).into(), node: Ok(id), weight: 1 }];
        let (api, owner, by) = (Api::Wps, caller.principal, caller.actor);
        let fails = caller.call.failing_item(api);
        let task = world.enqueue(
            TaskSpec { api, owner, by, kind: KIND, drive, job, needs: Needs::default(), items, pace, fails },
            now,
        );
        if pace == Pace::AtOnce {
            world.run_due(now);
        }
        let task = world.task(task)?;
        Ok::<_, Error>(state(task, request))
    })
}

/// Returns where a task of the caller's stands that reads this file; asking for it moves a task that goes by polls.
///
/// # Errors
/// [`Error::World`] with [`world::Error::NoTask`].
pub fn result(caller: &Caller, node: &Node, request: &Extracted, id: &str) -> Result<Extracted, Error> {
    let find = |world: &World| {
        let missing = || Error::NoTask(id.to_owned());
        let task = ids::parse_task(id).and_then(|id| world.task(id).ok()).ok_or_else(missing)?;
        let spec = &task.spec;
        let is_theirs = spec.api == Api::Wps && spec.kind == KIND && spec.owner == caller.principal;
        let reads_it = spec.items.iter().any(|item| item.node.as_ref().ok() == Some(&node.id));
        if is_theirs && reads_it { Ok(Arc::clone(task)) } else { Err(missing()) }
    };
    let task = find(caller.world())?;
    caller.sandbox().poll(task.id, |_| true);
    // The poll may have moved it.
    let task = caller.sandbox().read(|world, _| find(world))?;
    Ok(state(&task, request))
}

/// Returns what a task read, once it has ended; before that, what was asked for.
fn state(task: &Task, request: &Extracted) -> Extracted {
    let text = match &task.spec.job {
        Job::Read { text: Ok(text) } => serde_json::from_slice::<Extracted>(&text.bytes()).ok(),
        _ => None,
    };
    let is_well = !task.cancelled && task.results.iter().all(Result::is_ok);
    let asked = text.as_ref().map_or_else(|| request.without_text(), Extracted::without_text);
    let (status, shown) = match (task.ended, text) {
        (None, _) => ("running", asked),
        (Some(_), Some(text)) if is_well => ("success", text),
        (Some(_), _) => ("failed", asked),
    };
    shown.with_status(Some(ids::task(task.id)), status)
}
