use aws_sdk_sfn::types::{ActivityListItem, ExecutionListItem, StateMachineAliasListItem, StateMachineListItem};

use crate::listing::{identity, listings};

identity! {
    alias: StateMachineAliasListItem => [alias.state_machine_alias_arn]
    machine: StateMachineListItem => [machine.name, machine.state_machine_arn]
    execution: ExecutionListItem => [execution.name, execution.execution_arn]
    activity: ActivityListItem => [activity.name, activity.activity_arn]
}

listings! { "stepfunctions", aws_sdk_sfn:
    #[paginate(token = "next_token", items = "state_machines")]
    fn list_state_machines(sfn, input) {
        sfn.list_state_machines().set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "executions")]
    fn list_executions(sfn, input) {
        sfn.list_executions()
            .state_machine_arn(input.text("stateMachineArn"))
            .set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "activities")]
    fn list_activities(sfn, input) {
        sfn.list_activities().set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "state_machine_aliases")]
    fn list_state_machine_aliases(sfn, input) {
        sfn.list_state_machine_aliases()
            .state_machine_arn(input.text("stateMachineArn"))
            .set_max_results(input.page_size)
    }
}
