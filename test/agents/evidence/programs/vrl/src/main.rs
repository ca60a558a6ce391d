// Compiles programs of the Vector Remap Language as Vector does, runs each on events, and prints what became of them as JSON.
use std::collections::BTreeMap;
use std::io::Read;

use serde::{Deserialize, Serialize};
use vrl::compiler::state::{ExternalEnv, RuntimeState, TypeState};
use vrl::compiler::{compile_with_state, CompileConfig, Context, TargetValue, TimeZone};
use vrl::diagnostic::{DiagnosticList, Formatter};
use vrl::value::kind::Collection;
use vrl::value::{Kind, Secrets, Value};

#[derive(Deserialize)]
struct Question {
    program: String,
    /// Whether it must be true or false: the condition of a transform.
    condition: bool,
    events: Vec<serde_json::Value>,
}

#[derive(Serialize)]
struct Answer {
    /// What the compiler has against it, warnings included; empty where it has nothing.
    problem: String,
    /// What each event became, or what the condition says of it.
    outputs: Vec<serde_json::Value>,
}

fn said(program: &str, diagnostics: DiagnosticList) -> String {
    Formatter::new(program, diagnostics).to_string().trim().to_string()
}

/// A text below `timestamp` is a time, as it is in Vector's events.
fn event_of(json: serde_json::Value) -> Value {
    let mut event = Value::from(json);
    if let Value::Object(fields) = &mut event {
        if let Some(Value::Bytes(text)) = fields.get("timestamp") {
            let time = chrono::DateTime::parse_from_rfc3339(std::str::from_utf8(text).expect("a text")).expect("a time");
            fields.insert("timestamp".into(), Value::Timestamp(time.to_utc()));
        }
    }
    event
}

/// What Vector's sources say of their events where it is asked to believe them.
fn typed() -> ExternalEnv {
    let fields = BTreeMap::from([
        ("file".into(), Kind::bytes()),
        ("message".into(), Kind::bytes()),
        ("source_type".into(), Kind::bytes()),
        ("timestamp".into(), Kind::timestamp()),
    ]);
    let mut event = Collection::from(fields);
    event.set_unknown(Kind::any());
    ExternalEnv::new_with_kind(Kind::object(event), Kind::object(Collection::any()))
}

fn answer(question: Question) -> Answer {
    let state = TypeState { local: Default::default(), external: typed() };
    if let Err(diagnostics) = compile_with_state(&question.program, &vrl::stdlib::all(), &state, CompileConfig::default()) {
        return Answer { problem: said(&question.program, diagnostics), outputs: vec![] };
    }
    let state = TypeState { local: Default::default(), external: ExternalEnv::default() };
    let compiled = match compile_with_state(&question.program, &vrl::stdlib::all(), &state, CompileConfig::default()) {
        Err(diagnostics) => return Answer { problem: said(&question.program, diagnostics), outputs: vec![] },
        Ok(compiled) => compiled,
    };
    if !compiled.warnings.is_empty() {
        return Answer { problem: said(&question.program, compiled.warnings), outputs: vec![] };
    }
    if question.condition && !compiled.program.final_type_info().result.is_boolean() {
        return Answer { problem: "a condition must be true or false".to_string(), outputs: vec![] };
    }
    let outputs = question.events.into_iter().map(|json| {
        let mut target = TargetValue { value: event_of(json), metadata: Value::Object(BTreeMap::new()), secrets: Secrets::default() };
        let mut runtime = RuntimeState::default();
        let timezone = TimeZone::default();
        let resolved = compiled.program.resolve(&mut Context::new(&mut target, &mut runtime, &timezone));
        match resolved {
            Err(failure) => serde_json::json!({ "failed": failure.to_string() }),
            Ok(result) => (if question.condition { result } else { target.value }).try_into().expect("JSON"),
        }
    });
    Answer { problem: String::new(), outputs: outputs.collect() }
}

fn main() {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).expect("questions on standard input");
    let questions: Vec<Question> = serde_json::from_str(&input).expect("questions as JSON");
    let answers: Vec<Answer> = questions.into_iter().map(answer).collect();
    println!("{}", serde_json::to_string(&answers).expect("JSON"));
}
