//! The short form.

use std::fmt::Write;

use expect_test::expect;

use super::known::catalogue;
use crate::sandbox::faults::{Rule, short};

#[test]
fn short_forms_stand_for_rules() {
    let mut lines = String::new();
    for text in [
        "op=driveItem.copy,status=503,times=2",
        "provider=kdocs, error=30002, p=0.1, seed=7",
        "op=driveItem.copy,reset,after",
        "delay=200",
        "delay=100..900,for_seconds=60",
        "id=a,method=PUT,path=/v1.0/**,skip=1,every=2,close",
        "status=429,retry_after=5,retry_after_as=date,enforce=false,message=Try later",
        "cut=1024",
        "cut=1024:close,drip=8192,stall=4096:5000,corrupt=100",
        "upload=262144:stall",
        "op=driveItem.copy,pace=polls:3,fail_at_item=2,item_error=nameAlreadyExists",
        "caller=alice,after,hang",
    ] {
        let rule = short::rule(text).unwrap_or_else(|misread| panic!("{text}: {misread}"));
        if let Err(misread) = Rule::read(&rule, &catalogue()) {
            panic!("{text}: {misread}");
        }
        writeln!(lines, "{text}: {rule}").expect("text");
    }
    expect![[r#"
        op=driveItem.copy,status=503,times=2: {"effect":{"status":503},"match":{"operation":"driveItem.copy"},"times":2}
        provider=kdocs, error=30002, p=0.1, seed=7: {"effect":{"error":"30002"},"match":{"provider":"kdocs"},"probability":0.1,"seed":7}
        op=driveItem.copy,reset,after: {"effect":{"connection":"reset"},"match":{"operation":"driveItem.copy"},"when":"after"}
        delay=200: {"effect":{"delay":200}}
        delay=100..900,for_seconds=60: {"effect":{"delay":{"uniform":[100,900]}},"for_seconds":60.0}
        id=a,method=PUT,path=/v1.0/**,skip=1,every=2,close: {"effect":{"connection":"close"},"every":2,"id":"a","match":{"method":"PUT","path":"/v1.0/**"},"skip":1}
        status=429,retry_after=5,retry_after_as=date,enforce=false,message=Try later: {"effect":{"enforce":false,"message":"Try later","retry_after":5,"retry_after_as":"date","status":429}}
        cut=1024: {"effect":{"cut":{"after_bytes":1024}}}
        cut=1024:close,drip=8192,stall=4096:5000,corrupt=100: {"effect":{"corrupt":{"at_byte":100},"cut":{"after_bytes":1024,"then":"close"},"drip":{"bytes_per_second":8192},"stall":{"after_bytes":4096,"for_ms":5000}}}
        upload=262144:stall: {"effect":{"upload":{"after_bytes":262144,"then":"stall"}}}
        op=driveItem.copy,pace=polls:3,fail_at_item=2,item_error=nameAlreadyExists: {"effect":{"task":{"error":"nameAlreadyExists","fail_at_item":2,"pace":"polls:3"}},"match":{"operation":"driveItem.copy"}}
        caller=alice,after,hang: {"effect":{"connection":"hang"},"match":{"caller":"alice"},"when":"after"}
    "#]].assert_eq(&lines);
}

#[test]
fn wrong_words_are_refused_with_the_right_ones() {
    let mut lines = String::new();
    for text in [
        "",
        "opp=driveItem.copy",
        "op",
        "times=two",
        "delay=1..",
        "cut=a",
        "status=503,status=500",
        "reset,close",
        "p=x",
    ] {
        writeln!(lines, "{text:?}: {}", short::rule(text).expect_err(text)).expect("text");
    }
    expect![[r#"
        "": it says nothing; it may say `after`, `before`, `caller=alice`, `close`, `corrupt=100`, `cut=1024, cut=1024:close`, `delay=750, delay=100..900`, `drip=8192`, `enforce=false`, `error=activityLimitReached`, `every=3`, `fail_at_item=3`, `for_seconds=60`, `hang`, `id=slow-start`, `item_error=30012`, `message=Try later`, `method=PUT`, `op=driveItem.copy`, `p=0.1`, `pace=polls:3`, `path=/v1.0/**`, `provider=graph`, `reset`, `retry_after=5`, `retry_after_as=date`, `seed=7`, `skip=1`, `stall=4096:5000`, `status=503`, `times=2`, `upload=262144, upload=262144:stall`
        "opp=driveItem.copy": `opp` is not known here; there are `op`, `p`, `cut`, `drip`, `id`, `skip`, `close`, `hang`, `pace`, `path`, `seed`, `after`, `before`, `corrupt`, `delay`, `error`, `every`, `reset`, `stall`, `times`, `upload`, `caller`, `enforce`, `method`, `status`, `message`, `provider`, `for_seconds`, `item_error`, `retry_after`, `fail_at_item`, `retry_after_as`
        "op": `op` is written `op=driveItem.copy`
        "times=two": `times` is written `times=2`, not `times=two`
        "delay=1..": `delay` is written `delay=750, delay=100..900`, not `delay=1..`
        "cut=a": `cut` is written `cut=1024, cut=1024:close`, not `cut=a`
        "status=503,status=500": `status` is said twice
        "reset,close": `close` is said twice
        "p=x": `p` is written `p=0.1`, not `p=x`
    "#]].assert_eq(&lines);
}
