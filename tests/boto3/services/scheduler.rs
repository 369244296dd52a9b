use aws_sdk_scheduler::types::{ScheduleGroupSummary, ScheduleSummary};

use crate::listing::{identity, listings};

identity! {
    schedule: ScheduleSummary => [schedule.name, schedule.arn]
    group: ScheduleGroupSummary => [group.name, group.arn]
}

listings! { "scheduler", aws_sdk_scheduler:
    #[paginate(token = "next_token", items = "schedules")]
    fn list_schedules(scheduler, input) {
        scheduler.list_schedules().set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "schedule_groups")]
    fn list_schedule_groups(scheduler, input) {
        scheduler.list_schedule_groups().set_max_results(input.page_size)
    }
}
