//! Item 5 and the calendar: three different half days, on working days, while visits are made; and the deadline.

use super::Finding;
use crate::day::spoken;
use crate::problem::{Code, Problem};
use crate::rubric::{Call, Day};
use crate::source::Source;
use crate::statement::{HalfDay, Statement};
use jiff::civil::Weekday;

pub(super) fn check(statement: &Statement, source: &Source, call: &Call) -> Vec<Finding> {
    let mut findings = late(statement, source, call);
    let Some(visits) = &statement.visits else { return findings };
    let wanted = call.drafts.half_days;
    if visits.written != wanted && visits.written > 0 {
        let message = format!("{} half days are offered, and the call asks for {wanted}", visits.written);
        findings.push(Finding::new(
            Problem::new(Code::VisitCount, message, source, source.first_line(visits.span.clone())),
            "visits",
        ));
    }
    for (number, day) in visits.days.iter().enumerate() {
        let at = |code: Code, message: String, label: String| {
            let problem = Problem::new(code, message, source, day.span.clone()).label(label);
            Finding::new(problem, format!("visits.dates[{number}]"))
        };
        let same = |other: &&HalfDay| other.date == day.date && other.afternoon == day.afternoon;
        if visits.days[..number].iter().any(|other| same(&other)) {
            let half = if day.afternoon { "afternoon" } else { "morning" };
            findings.push(at(
                Code::VisitTwice,
                "the same half day is offered twice".to_owned(),
                format!("the {half} of {}", spoken(day.date)),
            ));
        }
        let calendar = &call.calendar;
        if let (Some(from), Some(to)) = (calendar.visits_from.date(), calendar.visits_to.date())
            && !(from..=to).contains(&day.date)
        {
            let side = if day.date < from { "before visits begin" } else { "after visits have ended" };
            let label = format!("visits run from {} to {}", spoken(from), spoken(to));
            findings.push(at(Code::VisitWindow, format!("the half day is {side}"), label));
        } else if matches!(day.date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            findings.push(at(
                Code::VisitClosed,
                "visits are made on working days".to_owned(),
                format!("this is {}", spoken(day.date)),
            ));
        } else if calendar.holidays.iter().filter_map(Day::date).any(|holiday| holiday == day.date) {
            findings.push(at(
                Code::VisitClosed,
                "no visit is made on a holiday".to_owned(),
                format!("{} is one", spoken(day.date)),
            ));
        }
    }
    findings
}

fn late(statement: &Statement, source: &Source, call: &Call) -> Vec<Finding> {
    let (Some(received), Some(deadline)) = (&statement.received, call.calendar.deadline.moment()) else { return Vec::new() };
    if received.at <= deadline {
        return Vec::new();
    }
    let label = format!("the deadline was {}", call.calendar.deadline);
    let problem =
        Problem::new(Code::Late, "the statement was received after the deadline", source, received.span.clone()).label(label);
    vec![Finding::new(problem, "received")]
}
